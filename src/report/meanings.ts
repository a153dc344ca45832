import type { EventJson } from './event-ndjson.js';
import { MEANINGS, type Meaning } from './meanings.data.js';
import { isOfClient } from './peer-address.js';
import { printableWord } from './safe-text.js';

/** Characters of one value that a phrase shows; offers and hostile names are longer. */
const MAX_VALUE = 80;

type Fields = Readonly<Record<string, unknown>>;

/**
 * What an event means in a few words, from its type and the fields of that type alone. Values that a client wrote are
 * quoted where they could be read as words of the phrase, and are safe to print.
 */
export function meaningOf(type: string, fields: object): string {
  const meaning = Object.hasOwn(MEANINGS, type) ? MEANINGS[type] : undefined;
  return fill(choose(meaning, fields as Fields) ?? printableWord(type), fields as Fields);
}

/** The same for an event as it is printed; of a client's, whose side the phrases do not take, its type. The host, line and time in it are the envelope's: fields of these names are lost. */
export function meaningOfEvent(event: EventJson): string {
  if (isOfClient(event)) return event.type === 'unknown' ? 'a line of ssh that sshlog does not know' : printableWord(event.type);
  const { line: _line, file: _file, time: _time, host: _host, process: _process, pid: _pid, type, ...fields } = event;
  return meaningOf(type, fields);
}

/** The first phrase whose condition `field=value` (`field` alone: it is known) holds; a phrase without condition comes last. */
function choose(meaning: Meaning | undefined, event: Fields): string | undefined {
  if (meaning === undefined || typeof meaning === 'string') return meaning;
  for (const choice of meaning) {
    if (typeof choice === 'string') return choice;
    const [condition, phrase] = choice;
    const [path = '', wanted] = condition.split('=');
    const value = lookUp(event, path);
    if (wanted === undefined ? value !== undefined : value === wanted) return phrase;
  }
  return undefined;
}

/** `{field}` becomes the value; a part in brackets goes where a value of it is unknown. */
function fill(phrase: string, event: Fields): string {
  const values = (part: string) => part.replace(/\{([^}]+)\}/g, (_, path: string) => show(lookUp(event, path) ?? '?'));
  return phrase.split(/\[([^\]]*)\]/).map((part, i) => {
    const isOptional = i % 2 === 1;
    const isKnown = [...part.matchAll(/\{([^}]+)\}/g)].every(([, path = '']) => lookUp(event, path) !== undefined);
    return isOptional && !isKnown ? '' : values(part);
  }).join('');
}

function show(text: string): string {
  return printableWord(text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text);
}

/** A field by its path such as `key.type`, as text; undefined where it is not known. */
function lookUp(event: Fields, path: string): string | undefined {
  let value: unknown = event;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
