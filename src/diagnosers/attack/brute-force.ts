import type { Seen } from '../diagnoser.js';
import { defineDiagnoser } from '../diagnoser.js';
import { whereabouts } from '../server-change.js';
import { abuseReport } from './abuse-report.js';
import { hearAttempts, type Tries } from './attempts.js';
import { blockSource, fail2ban, keysOnly, limitRate, slowDown } from './defences.js';
import { isLoopback } from './loopback.js';
import { createTriesReport } from './report-tries.js';
import { createSources } from './sources.js';
import { DEFAULT_THRESHOLDS, type Thresholds, thresholdsOf } from './thresholds.js';
import { createTriesTable, type TriesTable } from './tries-table.js';
import { createWatch } from './watch.js';
import { namesTried } from './words.js';

export const bruteForce = defineDiagnoser({
  meta: {
    code: 'brute-force',
    category: 'attack',
    severity: 'warning',
    summary: 'one source guesses passwords',
    explain: `
One address failed with ${DEFAULT_THRESHOLDS['brute-force-tries']} passwords or more within an hour, or made ${DEFAULT_THRESHOLDS['brute-force-connections']} connections that
named an account and got nowhere (which is what guessing looks like where sshd takes keys only). People who mistype give up sooner.

Every server that can be reached from the Internet sees this all day. It matters where passwords are taken and one of them is weak.

## Usual causes
- A bot that tries lists of names and passwords.
- A program of your own with an old password that never stops trying: look whose address it is before you block it.

## How to fix it
Keys only; then guessing is in vain:

\`\`\`
PasswordAuthentication no
KbdInteractiveAuthentication no
\`\`\`

root needs no password at all: \`PermitRootLogin prohibit-password\`, and su, sudo or doas for people.

Let something shut out who fails often: fail2ban, sshguard, or from 9.8 on sshd itself (PerSourcePenalties). Admit only the
networks that need SSH in the packet filter, and limit how often an address may connect; MaxStartups limits how many may be there
without a login. Tell the owner of the network, with the exact times and lines that this tool prints.

## What the log cannot tell
Which passwords were tried. "Failed none" lines are no passwords and do not count. Where sshd takes keys only, its tries with keys
are logged at LogLevel VERBOSE.

${thresholdsOf('brute-force')}`,
  },
  create: (context) => {
    const { thresholds } = context;
    const table = context.shared(createTriesTable);
    const watch = createWatch(table, {
      window: thresholds['brute-force-window'],
      needed: Math.max(thresholds['brute-force-tries'], thresholds['brute-force-connections']),
      weigh: (passwords) => Math.max(1, passwords),
      least: Math.min(thresholds['brute-force-tries'], thresholds['brute-force-connections']),
      isEnough: (rows) => isEnough(rows, table, thresholds),
    });
    const watched = context.shared(createSources).place(watch.begin, (it) => watch.forget(it) && context.leaveOut());
    const report = createTriesReport(context, 'one address guesses passwords', advise);
    return hearAttempts(context, {
      inVain(tries, source) {
        // The server itself is no source that could be blocked: loopback-source tells of it.
        if (isLoopback(tries.ip)) return;
        const told = watch.add(watched.of(source), tries);
        report(told, tries.ip);
      },
    });
  },
});

function isEnough(rows: readonly number[], table: TriesTable, thresholds: Thresholds): boolean {
  const named = new Set<string>();
  let guesses = 0;
  let connections = 0;
  for (const row of rows) {
    const passwords = table.passwords(row);
    const validUser = table.validUser(row);
    if (passwords === 0) {
      if (validUser) connections++;
      continue;
    }
    const user = table.user(row);
    const asksForName = !validUser && !named.has(user);
    named.add(user);
    guesses += asksForName ? passwords - 1 : passwords;
  }
  return guesses >= thresholds['brute-force-tries'] || guesses + connections >= thresholds['brute-force-connections'];
}

function advise(seen: Seen, tries: Tries) {
  const { ip, origin } = tries;
  const where = whereabouts(origin, tries);
  return {
    summary: `${ip} tried ${seen.attempts} times to log in${namesTried(seen)}, and failed.`,
    causes: ['a bot that tries lists of names and passwords', 'a program with an old password that never stops trying: see whose address it is first'],
    fixes: [keysOnly(where), blockSource(ip), limitRate(), fail2ban(), slowDown(where), abuseReport(seen, origin)],
    unknowns: ['Which passwords were tried: sshd never logs them.'],
  };
}
