/** An object of one line of JSON; its texts are latin1, one character per byte, as in every other format. */
export type JsonObject = Record<string, unknown>;

/** A record separator (RFC 7464), server-sent events and the cookie of CEE stand in front of the object. */
const LEADS = ['\x1e', 'data: ', '@cee: ', '@cee:'];
/** A run of escapes above ASCII, or any other escape. */
const ESCAPES = /\\(?:((?:u(?!00[0-7])[0-9a-fA-F]{4})(?:\\u(?!00[0-7])[0-9a-fA-F]{4})*)|[^])/g;

export const JSON_FIRST = '{\x1ed@';

/** The object of this line, or undefined where the line is not one. Never throws. */
export function parseJsonLine(line: string): JsonObject | undefined {
  const lead = line.charCodeAt(0) === 123 ? '' : LEADS.find((start) => line.startsWith(start)) ?? '';
  const text = line.slice(lead.length);
  if (text.charCodeAt(0) !== 123) return undefined;
  try {
    return JSON.parse(text.includes('\\u') ? text.replace(ESCAPES, toBytes) : text) as JsonObject;
  } catch {
    return undefined;
  }
}

/** `\u00e9` names a character, where the line has bytes of UTF-8. */
function toBytes(escape: string, characters: string | undefined): string {
  return characters === undefined ? escape : Buffer.from(JSON.parse(`"\\${characters}"`) as string, 'utf8').toString('latin1');
}

/** The first of these fields that holds something; `a.b` is the field of that name, or `b` in the object `a`. */
export function pick(object: JsonObject, names: readonly string[]): unknown {
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : within(object, name);
    if (value !== undefined && value !== null && value !== '' && value !== '-' && typeof value !== 'object') return value;
  }
  return undefined;
}

function within(object: JsonObject, name: string): unknown {
  const dot = name.indexOf('.');
  const inner = dot < 0 ? undefined : object[name.slice(0, dot)];
  if (typeof inner !== 'object' || inner === null) return undefined;
  const rest = name.slice(dot + 1);
  return Object.hasOwn(inner, rest) ? (inner as JsonObject)[rest] : within(inner as JsonObject, rest);
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** A process id, where this is one. */
export function asPid(value: unknown): number | undefined {
  const text = asText(value);
  return text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}
