import { type Attempt, eventsOf, hasReached } from '../../../attempts/attempt.js';
import type { ClientEventOf, TurnedAway } from '../../../events/client/index.js';
import { maxStartups } from '../../limits/max-startups.js';
import { perSourcePenalty } from '../../limits/per-source-penalty.js';
import { asError } from '../as-error.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { askServer } from '../advice.js';
import { targetFirst, targetKey } from '../target.js';

/** The line in which a server turned the connection away, in front of the identification that never came. Visible with -v. */
function turnedAway(attempt: Attempt, how: TurnedAway): ClientEventOf<'client.greeting-line'> | undefined {
  if (hasReached(attempt, 'key-exchange')) return undefined;
  return eventsOf(attempt, 'client.greeting-line').find(({ fields }) => fields.turnedAway === how);
}

/** From 9.8 on, what sshd says is the same whether a penalty or MaxStartups is the reason; the penalty is by far the more frequent. */
export const penaltySeen = defineClientDiagnoser({
  meta: asError(perSourcePenalty.meta),
  look(attempt, context) {
    const event = turnedAway(attempt, 'not-now');
    if (!event) return undefined;
    return {
      weight: CLIENT_WEIGHT.named,
      key: targetKey(attempt),
      title: 'the server turns this client away for now',
      proofs: [{ record: event.record, look: event.fields.text }],
      advise: () => ({
        summary: `${targetFirst(attempt)} turns this client away for now: a penalty for what earlier connections from its address did, or too many connections at the moment.`,
        causes: ['failed logins or broken connections from this address (PerSourcePenalties, on by default from 9.8): a job with an old password or key, a monitor, others behind the same NAT',
          'too many connections that have not logged in yet (MaxStartups)'],
        fixes: [
          { side: 'client', summary: 'find what fails from this address and end it, then wait: a penalty goes by itself, after some minutes at most', action: 'run' },
          { side: 'server', summary: 'exempt the address, if it is trusted', action: 'append', file: 'sshd_config', lines: ['PerSourcePenaltyExemptList ADDRESS'], commands: ['sshd -t', 'systemctl reload ssh || systemctl reload sshd'],
            caution: 'The first line of a keyword wins: add to one that is there.' },
        ],
        unknowns: [askServer(attempt, context, 'Which of the two it is, and how long it lasts')],
      }),
    };
  },
});

export const maxStartupsSeen = defineClientDiagnoser({
  meta: asError(maxStartups.meta),
  look(attempt, context) {
    const event = turnedAway(attempt, 'too-many');
    if (!event) return undefined;
    return {
      weight: CLIENT_WEIGHT.named,
      key: targetKey(attempt),
      title: 'the server turns connections away: MaxStartups',
      proofs: [{ record: event.record, look: event.fields.text }],
      advise: () => ({
        summary: `${targetFirst(attempt)} turned the connection away: too many others have not logged in yet (MaxStartups or PerSourceMaxStartups).`,
        causes: ['scanners that hold connections open', 'many jobs that start at the same minute', 'logins that take long'],
        fixes: [
          { side: 'client', summary: 'try again; let jobs start at different seconds, or share one connection (ControlMaster)', action: 'run' },
          { side: 'server', summary: 'allow more connections without a login, for a shorter time', action: 'set', file: 'sshd_config', lines: ['MaxStartups 100:30:200', 'LoginGraceTime 30'], commands: ['sshd -t', 'systemctl reload ssh || systemctl reload sshd'] },
        ],
        unknowns: [askServer(attempt, context, 'Whether MaxStartups or PerSourceMaxStartups is the limit')],
      }),
    };
  },
});
