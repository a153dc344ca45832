import { copyText } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import { defineDiagnoser, type Proof, type Seen } from '../diagnoser.js';
import { ownRecord } from '../own-record.js';
import { runOnServer, whereabouts, type Whereabouts } from '../server-change.js';
import { abuseReport } from './abuse-report.js';
import { blockSource, keysOnly } from './defences.js';
import { isLoopback } from './loopback.js';
import { createSources } from './sources.js';
import { DEFAULT_THRESHOLDS, type Thresholds, thresholdsOf } from './thresholds.js';
import { isGuess } from './tries.js';

/** A failed password of one address. The lines of the last tries of each account are kept to be shown; of those before them, only what decides. */
interface Failure {
  user: string;
  validUser: boolean;
  time: number | undefined;
  times: number;
  record: LogRecord | undefined;
}

/** How many, where no threshold needs more. */
const MAX_TRIES = 32;
/** Lines of failures that are shown with the login. */
const SHOWN = 4;

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
    /** The newest last; no more than it takes to decide. */
    const failures = sources.place((): Failure[] => [], (tries) => tries.length > 1 && context.leaveOut());
    return {
      'auth.failed'(event, connection) {
        const { record, fields } = event;
        if (!isGuess(event) || fields.ip === undefined) return;
        const tries = failures.of(sources.use(record.host, fields.ip, connection));
        const before = tries.at(-1);
        // Almost always the same name again: one copy serves all.
        const user = before?.user === fields.user ? before.user : copyText(fields.user);
        if (tries.length >= kept) tries.shift();
        tries.push({ user, validUser: fields.validUser, time: record.time, times: record.repeat, record: ownRecord(record) });
        forgetLine(tries, user);
        // Nobody logs in to an account that does not exist: its lines are shown only where they are the last.
        const past = tries.at(-1 - SHOWN);
        if (past && !past.validUser) past.record = undefined;
      },
      'auth.accepted'(event, connection) {
        const { record, fields } = event;
        const { ip, user, method } = fields;
        const source = ip === undefined ? undefined : sources.find(record.host, ip);
        const tries = failures.peek(source);
        if (!source || !tries || ip === undefined || /^(?:publickey|hostbased|gssapi)/.test(method)) return;
        const recent = tries.filter(({ time }) => time === undefined || record.time === undefined || record.time - time <= thresholds['success-after-window']);
        const own = recent.filter((failed) => failed.user === user);
        // Behind a tunnel or a proxy everybody has the same address: there only the account counts.
        const guessed = count(own) >= thresholds['success-after-tries'] ? own : !isLoopback(ip) && isSpray(recent, thresholds) ? recent : undefined;
        failures.clear(source);
        if (!guessed) return;
        const proofs: [Proof, ...Proof[]] = [{ record: ownRecord(record) }, ...guessed.slice(-SHOWN).flatMap((failed) => failed.record ? [{ record: failed.record }] : [])];
        context.report({
          host: record.host,
          key: `${ip} ${user}`,
          title: 'a password was right after many wrong ones',
          proofs,
          connection,
          attempts: count(guessed) + 1,
          advise: (seen) => advise(seen, ip, user, count(guessed), whereabouts(record, connection), proofs[0].record),
        });
      },
    };
  },
});

/** Lets go the newest line of this account that is not going to be shown any more. */
function forgetLine(tries: readonly Failure[], user: string): void {
  let newer = 0;
  for (let i = tries.length - 1; i >= 0; i--) {
    const failed = tries[i];
    if (failed?.user !== user || newer++ < SHOWN) continue;
    failed.record = undefined;
    return;
  }
}

function count(tries: readonly Failure[]): number {
  return tries.reduce((sum, { times }) => sum + times, 0);
}

function isSpray(tries: readonly Failure[], thresholds: Thresholds): boolean {
  return count(tries) >= thresholds['success-after-spray'] && new Set(tries.map(({ user }) => user)).size >= thresholds['success-after-spray-names'];
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
