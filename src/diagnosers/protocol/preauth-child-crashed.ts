import type { Connection } from '../../connections/connection.js';
import type { LogRecord } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { sourceNetwork } from '../source-network.js';

/** SIGSYS on Linux: the system-call filter stopped the process. */
const SANDBOX = 31;

export const preauthChildCrashed = defineDiagnoser({
  meta: {
    code: 'preauth-child-crashed',
    category: 'protocol',
    severity: 'warning',
    summary: 'the process before a login crashed',
    explain: `
Until somebody has logged in, sshd reads the network in a process of its own that may do nothing (privilege separation). That process
was killed by a signal. The user was thrown out before a login; nobody got further than that process.

## Usual causes
- Signal 31 (SIGSYS): the sandbox of that process stopped it, because a library made a system call that the sandbox does not know.
  Mostly after an update of libc, OpenSSL or the kernel without one of sshd, with a preloaded library, or on a platform that sshd's
  release does not know yet.
- Signal 6 or 11: a defect in sshd or one of its libraries, perhaps provoked by the peer. From 9.8 on such a source collects penalties.
- Signal 9: the kernel, when memory ran out (see the kernel's log), or an administrator.

## How to fix it
Bring sshd and its libraries to the same state and restart it; remove preloaded libraries (/etc/ld.so.preload). Do not switch the
sandbox or the privilege separation off. With 6 or 11 install all updates, and look for a core file (\`coredumpctl list sshd\`).

## What the log cannot tell
Which call or instruction it was: for 31 the kernel's log names it (\`journalctl -k | grep SECCOMP\`, or the audit log).`,
  },
  create: (context) => {
    return {
      'process.killed'(event, connection) {
        if (event.fields.role !== 'session') report(event.record, event.fields.ip, event.fields.signal, connection);
      },
      'process.crashed': (event, connection) => report(event.record, event.fields.ip, undefined, connection),
    };

    function report(record: LogRecord, ip: string | undefined, signal: number | undefined, connection: Connection | undefined): void {
      const sandbox = signal === SANDBOX;
      context.report({
        host: record.host,
        key: `${sourceNetwork(connection?.ip ?? ip)} ${signal ?? ''}`,
        title: sandbox ? 'the sandbox killed a process before a login' : 'a process before a login crashed',
        proofs: [{ record }],
        connection,
        advise: () => ({
          summary: signal === undefined ? 'The process that reads the network before a login crashed.'
            : `Signal ${signal} killed the process that reads the network before a login${sandbox ? ': its sandbox does not know a system call that it made' : ''}.`,
          causes: sandbox
            ? ['an update of libc, OpenSSL or the kernel without one of sshd', 'a preloaded library', 'a platform that this release does not know']
            : ['a defect of sshd or a library, perhaps provoked by the peer', 'memory ran out (signal 9)'],
          fixes: sandbox
            ? [{ side: 'server', summary: 'see which system call it was, then update sshd and its libraries together and restart sshd', action: 'run',
              commands: ['journalctl -k --grep=SECCOMP', 'ausearch -m SECCOMP -c sshd', 'cat /etc/ld.so.preload'],
              caution: 'Leave the sandbox and privilege separation on; keep your present connection open.' }]
            : [{ side: 'server', summary: 'install all updates of sshd and its libraries, and look for a core file', action: 'run', commands: ['coredumpctl list sshd'] }],
          unknowns: ['What the process was doing: LogLevel DEBUG3 shows the last step before.'],
        }),
      });
    }
  },
});
