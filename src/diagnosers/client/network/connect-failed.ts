import type { Attempt } from '../../../attempts/attempt.js';
import { eventsOf } from '../../../attempts/attempt.js';
import type { ClientEventOf } from '../../../events/client/index.js';
import type { Errno } from '../../../events.js';
import type { FindingMeta } from '../../../finding.js';
import type { Advice, Proof } from '../../diagnoser.js';
import { CLIENT_WEIGHT, type ClientDiagnoser, defineClientDiagnoser } from '../diagnoser.js';
import { targetKey } from '../target.js';

export type ConnectFailure = ClientEventOf<'client.connect-failed'>;

export interface ConnectProblem {
  meta: FindingMeta;
  /** undefined: any error that is not known by its words. */
  errnos: readonly (Errno | undefined)[];
  title: (errno: Errno | undefined) => string;
  /** @param addresses those that were tried, with how each failed, where -v shows them */
  advise: (attempt: Attempt, last: ConnectFailure, addresses: readonly ConnectFailure[]) => Advice;
}

/**
 * A port that could not be reached for one of these errors. ssh tries each address of a name; it failed if the last one did,
 * and only its error is said without -v.
 */
export function connectDiagnoser({ meta, errnos, title, advise }: ConnectProblem): ClientDiagnoser {
  return defineClientDiagnoser({
    meta,
    look(attempt) {
      const failures = eventsOf(attempt, 'client.connect-failed');
      const last = failures.findLast(({ fields }) => fields.final);
      const { errno } = last?.fields ?? {};
      if (!last || !errnos.includes(errno)) return undefined;
      const addresses = failures.filter(({ fields }) => !fields.final);
      const proofs: [Proof, ...Proof[]] = [{ record: last.record }, ...addresses.slice(0, 4).map(({ record }) => ({ record }))];
      return { weight: CLIENT_WEIGHT.named, key: targetKey(attempt), title: title(errno), proofs, advise: () => advise(attempt, last, addresses) };
    },
  });
}

/** `of 2 addresses, all of them`; empty where there was one only. */
export function amongAddresses(addresses: readonly ConnectFailure[]): string {
  const ips = [...new Set(addresses.flatMap(({ fields }) => fields.ip ?? []))];
  return ips.length < 2 ? '' : ` ssh tried ${ips.length} addresses, ${ips.slice(0, 4).join(', ')}, and none took the connection.`;
}
