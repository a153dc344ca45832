import { defineDiagnoser, type Seen } from '../diagnoser.js';
import { howMany } from '../how-many.js';
import { whereabouts } from '../server-change.js';
import { abuseReport } from './abuse-report.js';
import { hearAttempts, type Tries } from './attempts.js';
import { type Botnet, createBotnet, createBotnetWindows } from './botnet.js';
import { MAX_SOURCES } from './bounds.js';
import { keysOnly, slowDown } from './defences.js';
import { isLoopback } from './loopback.js';
import { createRecent } from '../../connections/recent.js';
import { createTriesReport } from './report-tries.js';
import { createSources } from './sources.js';
import { DEFAULT_THRESHOLDS, thresholdsOf } from './thresholds.js';
import { createTriesTable } from './tries-table.js';
import { emptyWindow } from './window.js';
import { namesTried } from './words.js';

/** Hosts of a fleet's log that are watched at a time. */
const MAX_HOSTS = 1000;

export const distributedBruteForce = defineDiagnoser({
  meta: {
    code: 'distributed-brute-force',
    category: 'attack',
    severity: 'warning',
    summary: 'many sources guess passwords together',
    explain: `
Many addresses try little each, so that none of them is conspicuous, and they do it together: ${DEFAULT_THRESHOLDS['distributed-same-list']} or more work through the same list of
names, or ${DEFAULT_THRESHOLDS['distributed-same-name']} or more fail for the same name within an hour, or one comes after the other at even distances. A botnet
of machines that were taken over does this ("Hail Mary" attacks).

## Usual causes
- A botnet.
- Machines of your own that all use the same account with an old password: then the addresses are yours.

## How to fix it
Blocking addresses does not help much: each of them comes only a few times. Keys only does:

\`\`\`
PasswordAuthentication no
KbdInteractiveAuthentication no
\`\`\`

So do AllowUsers with the few who log in, a packet filter that admits known networks only, and block lists that others keep
(each address tries many servers). Limits by source (PerSourcePenalties, fail2ban) have to reckon in days here.

## What the log cannot tell
Who is behind it: the addresses belong to victims. Their networks' abuse desks can tell them.

${thresholdsOf('distributed-brute-force')}`,
  },
  create: (context) => {
    const hosts = createRecent<Botnet>(MAX_HOSTS);
    /** Addresses from which somebody has logged in. A colleague who mistypes root's password is no bot. */
    const friends = createRecent<true>(MAX_SOURCES);
    const sources = context.shared(createSources);
    const table = context.shared(createTriesTable);
    const windows = createBotnetWindows(table);
    const suspects = sources.place(emptyWindow, (suspect) => {
      if (suspect.told === 0 && suspect.count > 1) context.leaveOut();
      windows.clear(suspect);
    });
    const report = createTriesReport(context, 'many addresses guess passwords together', advise);
    return hearAttempts(context, {
      inVain(tries, source) {
        if (tries.passwords === 0 || isLoopback(tries.ip) || friends.get(tries.ip)) return;
        const { host } = tries.server;
        const botnet = hosts.use(host ?? '', () => createBotnet(context.thresholds, table, windows, (ip) => suspects.peek(sources.find(host, ip))));
        const told = botnet.add(suspects.of(source), tries);
        report(told, 'together');
      },
      accepted({ ip }) {
        if (ip !== undefined) friends.use(ip, () => true);
      },
    });
  },
});

function advise(seen: Seen, tries: Tries) {
  const { origin } = tries;
  const where = whereabouts(origin, tries);
  return {
    summary: `${howMany(seen.ips, seen.moreIps)} addresses tried ${seen.attempts} times to log in${namesTried(seen)}, a few times each: they work together.`,
    causes: ['a botnet', 'machines of your own that all use one account with an old password: see whose addresses they are'],
    fixes: [keysOnly(where), slowDown(where), abuseReport(seen, origin)],
    unknowns: ['Who is behind it: the addresses belong to machines that were taken over.', 'Which passwords were tried: sshd never logs them.'],
  };
}
