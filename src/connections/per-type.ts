import type { EventType } from '../events.js';

/** A question about types of events, asked once for each: there are a few hundred types, and lines by the million. */
export function perType<Answer extends {}>(answer: (type: EventType) => Answer): (type: EventType) => Answer {
  const known = new Map<EventType, Answer>();
  return (type) => {
    let told = known.get(type);
    if (told === undefined) known.set(type, (told = answer(type)));
    return told;
  };
}
