import { copyText } from '../../connections/text.js';
import type { Connection } from '../../connections/connection.js';
import type { LogRecord } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { ownRecord } from '../own-record.js';
import { runOnServer, setInConfig, whereabouts } from '../server-change.js';
import { quotePath } from '../shell.js';
import { patternName } from '../user-name.js';
import { setSubsystem } from './subsystem-line.js';

/** An sftp server that was told to log what it does. */
const TOLD_TO_LOG = /^(?:internal-sftp|\S*\/sftp-server)\b.* -l ?(?:INFO|VERBOSE|DEBUG)/i;

interface Jail {
  path: string;
  record: LogRecord;
  logging: boolean;
  /** By ForceCommand, which outranks what the Subsystem line says. */
  forced: boolean;
  logged: boolean;
  /** Its session is over: nothing more can come. */
  over: boolean;
}

export const chrootLogSocketMissing = defineDiagnoser({
  meta: {
    code: 'chroot-log-socket-missing',
    category: 'session',
    severity: 'warning',
    summary: 'sftp in a chroot cannot reach the log',
    explain: `
The sftp server of this session was told to log (-l), it runs in a chroot, and not one line of it came. Programs reach the system's logger
through the socket /dev/log, and in the chroot that is another path: where there is no dev/log below the new root, the lines are lost.

## How to fix it
A directory in the chroot, and a socket of the logger in it. rsyslog:

\`\`\`
install -d -o root -g root -m 755 /srv/sftp/fred/dev
# /etc/rsyslog.d/sftp.conf
input(type="imuxsock" Socket="/srv/sftp/fred/dev/log" CreatePath="on")
local6.*  /var/log/sftp.log
\`\`\`

syslogd: \`syslogd -a /srv/sftp/fred/dev/log\`. One socket for each chroot: a common ChrootDirectory /home with \`internal-sftp -d %u\` needs one only.
For a file of its own give sftp a facility, and rotate that file (/etc/logrotate.d/sftp):

\`\`\`
Subsystem sftp internal-sftp -l INFO -f LOCAL6
Match Group sftponly
    ForceCommand internal-sftp -l INFO -f LOCAL6
\`\`\`

The level of sftp is its own: -l beside it counts, not LogLevel; without -l it is ERROR.

journald listens on /run/systemd/journal/dev-log, which a bind mount can bring into the chroot.`,
  },
  create: (context) => {
    const jails = context.perConnection<Jail>();
    const noteCommand = (command: string | undefined, connection: Connection | undefined, forced: boolean) => {
      const jail = connection && jails.get(connection);
      if (jail && command !== undefined && TOLD_TO_LOG.test(command)) Object.assign(jail, { logging: true, forced });
    };
    const heard = (_event: unknown, connection: Connection | undefined) => {
      const jail = connection && jails.get(connection);
      if (jail) jail.logged = true;
    };
    const over = (_event: unknown, connection: Connection | undefined) => {
      const jail = connection && jails.get(connection);
      if (jail) jail.over = true;
    };
    return {
      'chroot.entered'({ record, fields }, connection) {
        if (connection) jails.set(connection, { path: copyText(fields.path), record: ownRecord(record), logging: false, forced: false, logged: false, over: false });
      },
      'session.started': ({ fields }, connection) => noteCommand(fields.command, connection, fields.kind === 'forced-command'),
      'session.forced-command': ({ fields }, connection) => noteCommand(fields.command, connection, true),
      'subsystem.started': ({ fields }, connection) => noteCommand(fields.command, connection, false),
      'sftp.opened': heard,
      'sftp.file-opened': heard,
      'sftp.performed': heard,
      'disconnect.received': over,
      'session.closed': over,
      'connection.transferred': over,
      connectionEnded(connection) {
        const jail = jails.get(connection);
        if (!jail || !jail.logging || jail.logged || !(jail.over || connection.ended)) return;
        const quoted = quotePath(`${jail.path}/dev`);
        const where = whereabouts(jail.record, connection);
        context.report({
          host: jail.record.host,
          key: jail.path,
          title: 'sftp in a chroot was told to log, and nothing came',
          proofs: [{ record: jail.record, look: jail.path }],
          connection,
          advise: () => ({
            summary: 'The sftp server of this session was told to log, but its lines do not reach the log: in the chroot there is no /dev/log.',
            causes: ['The chroot has no dev/log, on which the system\'s logger listens.', 'The lines go to another file: -f names a facility of their own.'],
            fixes: [
              ...(quoted === undefined ? [] : [runOnServer('make room for the socket', [`install -d -o root -g root -m 755 ${quoted}`])]),
              { side: 'server', summary: 'let the logger listen there (rsyslog; syslogd: -a SOCKET, on OpenBSD in syslogd_flags), and put the lines into a file of their own', action: 'create', file: '/etc/rsyslog.d/sftp.conf',
                lines: [`input(type="imuxsock" Socket="${quoted === undefined ? 'CHROOT/dev' : `${jail.path}/dev`}/log" CreatePath="on")`, 'local6.* /var/log/sftp.log'], commands: ['systemctl restart rsyslog'] },
              { side: 'server', summary: 'let that file be rotated, so that it cannot fill the disk', action: 'create', file: '/etc/logrotate.d/sftp',
                lines: ['/var/log/sftp.log {', '    weekly', '    rotate 8', '    compress', '    missingok', '    postrotate', '        systemctl kill -s HUP rsyslog', '    endscript', '}'] },
              jail.forced
                ? setInConfig(where, 'one facility for all sftp', [`Match User ${patternName(connection.user) ?? 'NAME'}`, '    ForceCommand internal-sftp -l INFO -f LOCAL6'])
                : setSubsystem(where, 'one facility for all sftp', 'Subsystem sftp internal-sftp -l INFO -f LOCAL6'),
            ],
            unknowns: ['Whether the lines went to a file that was not given here.'],
          }),
        });
      },
    };
  },
});
