import type { EventJson } from './event-ndjson.js';
import { formatEventText } from './event-text.js';
import { palette, type Style } from './style.js';
import { wrap } from './wrap.js';

/** What is known of one pasted line. Neither part where nobody is known to write such a line. */
export interface LineExplanation {
  server?: {
    event: EventJson;
    meaning: string;
    wording?: { id: string; since?: string; until?: string };
    /** Codes of the findings that this line alone proves. */
    shows: string[];
    /** Codes of findings that such a line counts for. */
    listeners: string[];
  };
  /** Of ssh, where nothing else is known of the line. */
  ofClient?: { event: EventJson; wording?: { id: string; since?: string; until?: string } };
  client?: { meaning: string; serverLog: string; codes: string[] };
}

/** Codes that are named; a failed password counts for many. */
const MAX_CODES = 8;

/** What is known of a pasted line, for a terminal. */
export function formatLineExplanation({ server, ofClient, client }: LineExplanation, style: Style): string {
  const blocks = [
    ...(server ? [serverLines(server, style)] : []),
    ...(ofClient ? [eventLines(ofClient, style)] : []),
    ...(client ? [clientLines(client, server !== undefined, style)] : []),
  ];
  if (blocks.length === 0) return 'sshlog does not know this message: neither of sshd nor of a client\n';
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function serverLines({ event, meaning, wording, shows, listeners }: NonNullable<LineExplanation['server']>, style: Style): string[] {
  const { title } = palette(style);
  if (event.type === 'unknown') return [title('a line of sshd that sshlog does not know')];
  if (event.type === 'client-log.line') return [title('a line of ssh, the client: it stands in no log of a server')];
  const whole = formatEventText(event).trim();
  const fields = whole.slice(whole.indexOf(` ${event.type}`) + 1);
  return [
    ...wrap(meaning, style.width).map((line) => title(line)),
    ...wrap(`message: ${wording?.id ?? event.type}, ${releases(wording)}`, style.width, '  '),
    ...wrap(`event: ${fields}`, style.width, '  ', '    '),
    ...codeLines('this line shows', shows, style),
    ...codeLines(shows.length > 0 ? 'it can also belong to' : 'it can belong to', listeners, style),
  ];
}

function eventLines({ event, wording }: NonNullable<LineExplanation['ofClient']>, style: Style): string[] {
  const whole = formatEventText(event).trim();
  return [
    palette(style).title('a line of ssh, the client: it stands in no log of a server'),
    ...wrap(`message: ${wording?.id ?? event.type}, ${releases(wording)}`, style.width, '  '),
    ...wrap(`event: ${whole.slice(whole.indexOf(` ${event.type}`) + 1)}`, style.width, '  ', '    '),
    '  sshlog diagnose reads a client\'s log as a whole',
  ];
}

function clientLines({ meaning, serverLog, codes }: NonNullable<LineExplanation['client']>, also: boolean, style: Style): string[] {
  const { title } = palette(style);
  return [
    title(also ? 'shown by a client, it means:' : 'a message of a client, not of sshd'),
    ...wrap(meaning, style.width, '  '),
    ...wrap(`on the server: ${serverLog}`, style.width, '  ', '    '),
    ...codeLines('it can belong to', codes, style),
  ];
}

function releases(wording: { since?: string; until?: string } | undefined): string {
  const { since, until } = wording ?? {};
  if (since !== undefined && until !== undefined) return `written by OpenSSH ${since} to ${until}`;
  if (since !== undefined) return `written by OpenSSH ${since} and later`;
  return until === undefined ? 'written by all releases that are covered' : `written by OpenSSH to ${until}`;
}

function codeLines(label: string, codes: readonly string[], style: Style): string[] {
  if (codes.length === 0) return [];
  const { paste } = palette(style);
  const rest = codes.length > MAX_CODES ? [`    and ${codes.length - MAX_CODES} more`] : [];
  return [`  ${label}:`, ...codes.slice(0, MAX_CODES).map((code) => `    ${paste(`sshlog explain ${code}`)}`), ...rest];
}
