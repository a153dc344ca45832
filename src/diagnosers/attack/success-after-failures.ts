import type { LogRecord } from '../../events.js';
import { defineDiagnoser, type Seen } from '../diagnoser.js';
import { runOnServer, whereabouts, type Whereabouts } from '../server-change.js';
import { abuseReport } from './abuse-report.js';
import { hearAttempts } from './attempts.js';
import { blockSource, keysOnly } from './defences.js';
import { createFailuresTable, noFailures, type Tried } from './failures.js';
import { isLoopback } from './loopback.js';
import { createLineStore } from './line-store.js';
import { createSources } from './sources.js';
import { DEFAULT_THRESHOLDS, type Thresholds, thresholdsOf } from './thresholds.js';

/** Tries that are remembered of one address, where no threshold needs more. */
const MAX_TRIES = 32;

export const successAfterFailures = defineDiagnoser({
  meta: {
    code: 'success-after-failures',
    category: 'attack',
    severity: 'error',
    summary: 'a login succeeded after many failures',
    explain: `
An address failed with many passwords in a row, and then one was right: ${DEFAULT_THRESHOLDS['success-after-tries']} or more for the very account, or ${DEFAULT_THRESHOLDS['success-after-spray']} or more
for several accounts, within a day. That is what a guessed password looks like. Logins with keys do not count: a key cannot be guessed.

## Usual causes
- The password was guessed. Take that for true until the user says otherwise.
- The user had forgotten the password and found it at last, or a program got its new password.

## What to do
1. Ask the user, not by mail to that machine, whether it was they, at that time, from that address.
2. If not, or if nobody answers: end the session, lock the account, and take the machine for compromised.

\`\`\`
loginctl terminate-user fred
usermod -L -e 1 fred
\`\`\`

usermod -L alone leaves keys working; -e 1 does not. Then see what was left behind: \`last -i fred\`, authorized_keys, crontabs, new accounts, running
processes, outgoing connections. Keep the logs. A machine where root was taken over has to be installed anew.

3. Take keys only, so that it does not happen again.

## What the log cannot tell
What was done in the session. The audit log, process accounting or the shell's history may.

${thresholdsOf('success-after-failures')}`,
  },
  create: (context) => {
    const { thresholds } = context;
    const kept = Math.max(MAX_TRIES, thresholds['success-after-tries'], thresholds['success-after-spray']);
    const sources = context.shared(createSources);
    const lines = context.shared(createLineStore);
    const table = createFailuresTable(kept);
    const failures = sources.place(noFailures, (failed) => {
      if (failed.count > 1) context.leaveOut();
      table.clear(failed);
    });
    return hearAttempts(context, {
      failed(guess) {
        table.add(failures.of(sources.use(guess.origin.host, guess.ip)), guess);
      },
      accepted({ record, ip, user, method, party }) {
        const { host, time } = record;
        const source = ip === undefined ? undefined : sources.find(host, ip);
        const failed = failures.peek(source);
        if (!source || !failed || ip === undefined || /^(?:publickey|hostbased|gssapi)/.test(method)) return;
        const window = thresholds['success-after-window'];
        const own = table.within(failed, time, window, user);
        const all = table.within(failed, time, window);
        // Behind a tunnel or a proxy everybody has the same address: there only the account counts.
        const guessed = own.passwords >= thresholds['success-after-tries'] ? own : !isLoopback(ip) && isSpray(all, thresholds) ? all : undefined;
        table.clear(failed);
        if (!guessed || context.isTrusted(ip)) return;
        const { passwords } = guessed;
        context.report({
          host,
          key: `${ip} ${user}`,
          title: 'a password was right after many wrong ones',
          proofs: [{ record }, ...guessed.lines.flatMap((kept) => lines.recall(kept) ?? []).map((failure) => ({ record: failure }))],
          connection: party,
          once: true,
          attempts: passwords + 1,
          advise: (seen) => advise(seen, ip, user, passwords, whereabouts(record, party), record),
        });
      },
    });
  },
});

function isSpray({ passwords, names }: Tried, thresholds: Thresholds): boolean {
  return passwords >= thresholds['success-after-spray'] && names >= thresholds['success-after-spray-names'];
}

/** Account names that need no quotes and cannot be taken for an option. */
const PLAIN_NAME = /^[A-Za-z_][\w.-]{0,31}$/;

function advise(seen: Seen, ip: string, user: string, failed: number, where: Whereabouts, record: LogRecord) {
  const commands = PLAIN_NAME.test(user)
    ? [`last -i ${user}`, `loginctl terminate-user ${user}`, `usermod -L -e 1 ${user}`, `find / -xdev -user ${user} -newermt '1 day ago' -ls`]
    : ['last -i'];
  return {
    summary: `${user} logged in from ${ip} with a password after ${failed} wrong ones from there: it may have been guessed. `
      + 'Take the account for compromised until its user says otherwise.',
    causes: ['the password was guessed', 'the user had forgotten it and found it at last'],
    fixes: [
      runOnServer('ask the user whether it was they; if not, end the session, lock the account with its keys (-e 1), and see what was left behind', commands,
        'Keep the logs and do not clean up before you have looked; where root was taken over, install the machine anew.'),
      // What comes through a tunnel of the server's own cannot be shut out by its address.
      ...(isLoopback(ip) ? [keysOnly(where)] : [blockSource(ip), keysOnly(where), abuseReport(seen, record)]),
    ],
    unknowns: ['Whether the right password was guessed or remembered.', 'What was done in the session: the audit log or process accounting may tell, sshd does not.'],
  };
}
