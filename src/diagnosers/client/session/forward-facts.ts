import { type Attempt, eventsOf } from '../../../attempts/attempt.js';
import type { ClientEventOf } from '../../../events/client/index.js';
import { plainHost } from '../../session/forward-words.js';

export type Refused = ClientEventOf<'client.channel-refused'>;

/** Where a refused channel should have led. */
export interface ForwardTarget {
  host: string;
  port: number;
  /** ssh connected its own standard input and output to it: -W, or a jump. */
  stdio: boolean;
}

/** The target of a refused channel: what was asked for last before it, where the log says that (-v). */
export function targetOf(attempt: Attempt, { record }: Refused): ForwardTarget | undefined {
  const asked = [
    ...eventsOf(attempt, 'client.forward-requested').map((event) => ({ event, stdio: false })),
    ...eventsOf(attempt, 'client.stdio-forward').map((event) => ({ event, stdio: true })),
  ].filter(({ event }) => event.record.line < record.line).sort((a, b) => a.event.record.line - b.event.record.line).at(-1);
  if (!asked) return undefined;
  const { targetHost, targetPort } = asked.event.fields;
  return { host: targetHost, port: targetPort, stdio: asked.stdio };
}

/** `db.example.net port 5432`, or `its target`. */
export function targetWords(target: ForwardTarget | undefined): string {
  const host = plainHost(target?.host);
  return target === undefined || host === undefined ? 'its target' : `${host} port ${target.port}`;
}

/** Whether the refused channel was all that ssh ran for: then it is why the attempt failed. */
export function isWholePurpose(attempt: Attempt): boolean {
  return eventsOf(attempt, 'client.stdio-forward-failed').length > 0;
}
