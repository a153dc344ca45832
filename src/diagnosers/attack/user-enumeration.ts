import { defineDiagnoser, type Seen } from '../diagnoser.js';
import { howMany } from '../how-many.js';
import { whereabouts } from '../server-change.js';
import { abuseReport } from './abuse-report.js';
import { hearAttempts, type Tries } from './attempts.js';
import { blockSource, fail2ban, keysOnly, slowDown } from './defences.js';
import { isLoopback } from './loopback.js';
import { createTriesReport } from './report-tries.js';
import { createSources } from './sources.js';
import { DEFAULT_THRESHOLDS, thresholdsOf } from './thresholds.js';
import { createTriesTable } from './tries-table.js';
import { createWatch } from './watch.js';
import { namesTried } from './words.js';

export const userEnumeration = defineDiagnoser({
  meta: {
    code: 'user-enumeration',
    category: 'attack',
    severity: 'warning',
    summary: 'one source tries many user names',
    explain: `
One address asked for ${DEFAULT_THRESHOLDS['user-enumeration-names']} or more different names within an hour for which there is no account here. It works through a
list: of names that devices and programs come with (admin, pi, ubnt, oracle, postgres), or of people.

sshd answers a name that does not exist like a wrong password, so that the answer does not tell which names exist. Old releases
could be told apart by the time they took (to 7.2, CVE-2016-6210) or by their answer to a broken request (to 7.7, CVE-2018-15473).

## Usual causes
- A bot.
- A directory (LDAP, sssd, winbind) that was unreachable: then all your users are "invalid" at once, from many addresses.
- Somebody behind a common address, such as a NAT of a large site, with a test or a script that goes through a list.

## How to fix it
Keys only, AllowUsers or AllowGroups with those who really log in, and something that shuts out who fails often.

## What the log cannot tell
Whether the source has learned anything. Names stand in the log as they were typed: a password that was typed as a name is one of them.

${thresholdsOf('user-enumeration')}`,
  },
  create: (context) => {
    const names = context.thresholds['user-enumeration-names'];
    const table = context.shared(createTriesTable);
    const watch = createWatch(table, {
      window: context.thresholds['user-enumeration-window'],
      needed: names,
      weigh: () => 1,
      least: names,
      isEnough: (rows) => new Set(rows.map((row) => table.user(row))).size >= names,
    });
    const watched = context.shared(createSources).place(watch.begin, (it) => watch.forget(it) && context.leaveOut());
    const report = createTriesReport(context, 'one address tries many user names', advise);
    return hearAttempts(context, {
      inVain(tries, source) {
        if (tries.validUser || isLoopback(tries.ip)) return;
        const told = watch.add(watched.of(source), tries);
        report(told, tries.ip);
      },
    });
  },
});

function advise(seen: Seen, tries: Tries) {
  const { ip, origin } = tries;
  const where = whereabouts(origin, tries);
  return {
    summary: `${ip} asked for ${howMany(seen.users, seen.moreUsers)} names without an account${namesTried(seen)}.`,
    causes: ['a bot that goes through a list of names', 'a directory (LDAP, sssd) that was unreachable, if your own users are among the names'],
    fixes: [keysOnly(where), blockSource(ip), fail2ban(), slowDown(where), abuseReport(seen, origin)],
    unknowns: ['Whether the source has learned which names exist.'],
  };
}
