import type { EventType } from '../events.js';

/** A question about types of events, asked once for each: there are a few hundred types, and lines by the million. */
export function perType(answer: (type: EventType) => boolean): (type: EventType) => boolean {
  const known = new Map<EventType, boolean>();
  return (type) => {
    let yes = known.get(type);
    if (yes === undefined) known.set(type, (yes = answer(type)));
    return yes;
  };
}
