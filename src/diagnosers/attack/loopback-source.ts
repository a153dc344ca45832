import type { Fix } from '../../finding.js';
import { defineDiagnoser, type Seen } from '../diagnoser.js';
import { setInConfig, whereabouts } from '../server-change.js';
import { hearAttempts, type Tries } from './attempts.js';
import { MAX_SOURCES } from './bounds.js';
import { keysOnly } from './defences.js';
import { isLoopback } from './loopback.js';
import { createRecent } from '../../connections/recent.js';
import { createTriesReport } from './report-tries.js';
import { thresholdsOf } from './thresholds.js';
import { createTriesTable } from './tries-table.js';
import { createWatch } from './watch.js';
import type { Window } from './window.js';
import { namesTried } from './words.js';

export const loopbackSource = defineDiagnoser({
  meta: {
    code: 'loopback-source',
    category: 'attack',
    severity: 'warning',
    summary: 'guessing seems to come from the server',
    explain: `
Logins fail again and again from 127.0.0.1, ::1 or another loopback address: from the server itself, as it seems. Most likely a reverse
tunnel, a proxy or a container's port forwarding brings connections in, and the real origin is hidden behind it.

fail2ban, sshguard, PerSourcePenalties and packet filters cannot help here: they see one source for everybody, and blocking it locks out
all who come through the tunnel.

## Usual causes
- A reverse tunnel whose other end is open to the Internet: \`ssh -g -R 2022:localhost:22 host\`, or GatewayPorts on that host.
- A TCP proxy or load balancer on the same machine (haproxy, nginx stream, sslh), or a container published by a proxy process.
- A program on the server itself that guesses, or that has an old password.

## How to fix it
Close the far end of the tunnel to strangers: no \`-g\`, and on the host there

\`\`\`
GatewayPorts no
\`\`\`

Users then go through that host with \`ssh -J fred@host -p 2022 fred@localhost\` (ProxyJump).

Where it has to stay open, let the tunnel use a loopback address of its own, so that its logins can be told from others:

\`\`\`
ip address add 127.2.2.1/8 dev lo
ssh -R 2022:127.2.2.1:22 fred@host.example.org
\`\`\`

A Match Address 127.2.2.1 block can then allow keys only. sslh and haproxy can pass the real address on (transparent mode).

## What the log cannot tell
Where the connections come from: the log of the other end of the tunnel does.

${thresholdsOf('loopback-source')}`,
  },
  create: (context) => {
    const needed = context.thresholds['loopback-tries'];
    const watch = createWatch(context.shared(createTriesTable), {
      window: context.thresholds['loopback-window'],
      needed,
      weigh: (passwords, validUser) => (passwords > 0 || validUser ? passwords : 1),
      least: needed,
    });
    const hosts = createRecent<Window>(MAX_SOURCES, (it) => watch.forget(it) && context.leaveOut());
    const report = createTriesReport(context, 'logins fail again and again from the server\'s own address', advise);
    return hearAttempts(context, {
      inVain(tries) {
        if (!isLoopback(tries.ip)) return;
        const told = watch.add(hosts.use(tries.server.host ?? '', watch.begin), tries);
        report(told, 'loopback');
      },
    });
  },
});

/** What a program uses that is given no other address. */
const COMMON = new Set(['127.0.0.1', '::1']);

const OWN_ADDRESS: Fix = {
  side: 'client',
  summary: 'where it has to stay open: give the tunnel a loopback address of its own, which then stands in the log',
  action: 'run',
  commands: ['ip address add 127.2.2.1/8 dev lo', 'ssh -R 2022:127.2.2.1:22 USER@TUNNELHOST'],
  caution: 'The address is gone after a reboot unless the network configuration has it. sshd has to listen on it.',
};

function advise(seen: Seen, tries: Tries) {
  const where = whereabouts(tries.origin, tries);
  // Somebody has done so already.
  const own = seen.ips.length === 1 ? seen.ips.find((ip) => !COMMON.has(ip)) : undefined;
  return {
    summary: `${seen.attempts} tries to log in${namesTried(seen)} came from ${seen.ips.join(' and ')}: a reverse tunnel or proxy hides where they really come from. `
      + 'fail2ban and the like cannot help, since everybody who comes through it has this address.',
    causes: ['a reverse tunnel whose other end is open to the Internet', 'a TCP proxy or a published container port on the same machine',
      'a program on the server itself'],
    fixes: [
      { side: 'network' as const, summary: 'close the other end of the tunnel: start it without -g, and set this on the host there; users then come with ProxyJump',
        action: 'set' as const, file: 'sshd_config', lines: ['GatewayPorts no'],
        commands: ['sshd -t', 'ssh -J USER@TUNNELHOST -p 2022 USER@localhost'], caution: 'Whoever uses the open port needs an account on that host from then on.' },
      ...(own === undefined ? [OWN_ADDRESS] : []),
      setInConfig(where, own === undefined ? 'take keys only from there, once the tunnel has its own address' : `take keys only from ${own}, the tunnel's own address`,
        [`Match Address ${own ?? '127.2.2.1'}`, '    PasswordAuthentication no', '    KbdInteractiveAuthentication no'], 'A Match block goes to the end of the file.'),
      keysOnly(where),
    ],
    unknowns: ['Where the connections come from: only the log of the other end of the tunnel shows it.'],
  };
}
