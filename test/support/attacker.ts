import { registry } from '../../src/messages/registry.js';
import { withoutFunction, withoutPlace } from '../../src/messages/prefixes.js';
import type { Level } from '../../src/events.js';

/** An address that stands in an attacker's words and nowhere else: never a source, never in a fix. */
export const CANARY = '203.0.113.66';

/** Words that look like the end of a line of sshd, as somebody may choose them for a name. */
export const HOSTILE_WORDS: readonly string[] = [
  CANARY, `x from ${CANARY} port 22 ssh2`, `x from ${CANARY}`, `${CANARY} port 22`, `root ${CANARY} port 22`, `user root ${CANARY} port 22 [preauth]`,
  `x ${CANARY} port 22: Too many authentication failures`, `' from ${CANARY} port 22`, `x: ${CANARY}`, `${CANARY}:11: bye`, `"${CANARY}"`, `[${CANARY}]`,
  `rhost=${CANARY} user=root`, `a (serial 1) CA RSA SHA256:x from ${CANARY}`, `a from ${CANARY} port 22 ssh2: RSA SHA256:x`, `invalid user root from ${CANARY}`,
  `x on ${CANARY} port 22`, `;iptables -A INPUT -s ${CANARY}`, `$(curl ${CANARY})`, `x not allowed because y from ${CANARY}`,
];

const GROUP = 'qz7Attacker';
/** Fields that hold words of the client, whatever the event. */
const WORDS = /^(?:client|banner|subsystem|clientUser|clientHost|certificate\.id|clientOffer\.\d+|user)$/;
/** Fields whose text the client sends in these events. */
const OF_EVENT: Record<string, RegExp> = { 'disconnect.received': /^reason$/, 'identification.major-mismatch': /^reason$/ };

function paths(fields: object, path = ''): [string, unknown][] {
  return Object.entries(fields).flatMap(([name, value]: [string, unknown]) =>
    (typeof value === 'object' && value !== null ? paths(value, `${path}${name}.`) : [[path + name, value] as [string, unknown]]));
}

/** The spans of a text that hold words of the client. A user that exists has the name that the server gave it. */
export function attackersSpans(text: string, level: Level, levelShown: boolean): [start: number, end: number][] {
  const known = registry.match(text, level, levelShown);
  if (!known) return [];
  const { pattern } = known;
  const placeless = withoutPlace(text) ?? text;
  for (const form of [text, placeless, withoutFunction(placeless) ?? placeless]) {
    const match = new RegExp(pattern.regex.source, `${pattern.regex.flags}d`).exec(form);
    const fields = match && pattern.decode(match);
    if (!match || !fields) continue;
    if ('validUser' in fields ? fields.validUser !== false : 'user' in fields && pattern.emits !== 'auth.invalid-user') {
      if (!('client' in fields || 'banner' in fields || 'certificate' in fields || 'clientOffer' in fields)) return [];
    }
    const spans: [number, number][] = [];
    for (let i = 1; i < match.length; i++) {
      const [start, end] = match.indices?.[i] ?? [-1, -1];
      if (start < 0 || start === end) continue;
      const probe = Object.assign([...match], { index: match.index, input: match.input }) as RegExpExecArray;
      probe[i] = GROUP;
      const becomes = paths(pattern.decode(probe) ?? {}).find(([, value]) => value === GROUP)?.[0];
      if (becomes === undefined || !(WORDS.test(becomes) || OF_EVENT[pattern.emits]?.test(becomes))) continue;
      if (becomes === 'user' && (fields as { validUser?: boolean }).validUser !== false && pattern.emits !== 'auth.invalid-user') continue;
      spans.push([text.length - form.length + start, text.length - form.length + end]);
    }
    return spans;
  }
  return [];
}
