import type { Addresses } from './addresses.js';
import type { Names } from './names.js';
import { redactWords } from './words.js';

const FINGERPRINT = /SHA256:[A-Za-z0-9+/]{20,}=?|(?<![\w:])(?:MD5:)?[\da-f]{2}(?::[\da-f]{2}){15}(?![\w:])/g;

/** Replaces what the stages before had to see as it is: addresses, which have relations, fingerprints and names of files. */
export type RedactOutput = <T>(output: T) => T;

/** Made once for a run: the same has the same pseudonym in all that is printed. */
export function createRedactOutput(names: Names, addresses: Addresses): RedactOutput {
  const findings = new Map<string, string>();

  /** A hash of what is redacted can be found out by trying: there are only so many addresses. */
  function ordinal(fingerprint: string): string {
    let known = findings.get(fingerprint);
    if (known === undefined) findings.set(fingerprint, (known = String(findings.size + 1).padStart(16, '0')));
    return known;
  }

  const patterns = [
    ...(names.classes.has('ip') ? [{ pattern: addresses.pattern, replace: addresses.replace }] : []),
    ...(names.classes.has('key') ? [{ pattern: FINGERPRINT, replace: (text: string) => (names.tables.fingerprint.issued(text) ? text : names.fingerprint(text)) }] : []),
  ];

  /** The text, and where a place in it has moved to. */
  function redactString(text: string, places: number[] = []): string {
    return patterns.reduce((before, { pattern, replace }) => {
      let moved = 0;
      const old = [...places];
      return before.replace(pattern, (part: string, ...rest) => {
        const at = rest.find((value) => typeof value === 'number') as number;
        const value = replace(part);
        const grown = value.length - part.length;
        for (const [i, place] of old.entries()) {
          if (place >= at + part.length) places[i] = place + moved + grown;
          else if (place > at) places[i] = at + moved + value.length;
        }
        moved += grown;
        return value;
      });
    }, text);
  }

  function fileName(file: string): string {
    let name = redactWords(file, names);
    if (names.classes.has('host')) {
      for (const [host, pseudonym] of names.tables.host.entries()) {
        for (const part of [host, host.split('.')[0] ?? '']) {
          if (part.length >= 3 && !names.tables.host.issued(part)) name = name.replaceAll(new RegExp(escapeRegExp(part), 'gi'), () => pseudonym);
        }
      }
    }
    return name;
  }

  function place(text: string): string {
    const [, file = text, line = ''] = /^(.*?)(:\d+)?$/s.exec(text) ?? [];
    return redactString(fileName(file)) + line;
  }

  function redact(value: unknown, key = ''): unknown {
    if (typeof value === 'string') return FILES.has(key) ? place(value) : redactString(value);
    if (Array.isArray(value)) return value.map((item) => redact(item, key));
    if (typeof value !== 'object' || value === null) return value;
    const redacted = Object.fromEntries(Object.entries(value).map(([name, item]) => [redactString(name), redact(item, name)]));
    if ('mark' in value && 'text' in value) {
      const places = [...value.mark as number[]];
      redacted['text'] = redactString(value.text as string, places);
      redacted['mark'] = places;
    }
    if ('evidence' in value && 'fingerprint' in value) {
      redacted['fingerprint'] = ordinal(value.fingerprint as string);
      if ('absorbedBy' in value) redacted['absorbedBy'] = ordinal(value.absorbedBy as string);
    }
    return redacted;
  }

  return (output) => redact(output) as typeof output;
}

/** Where names of files stand, with a line number behind some; `file` of a fix is a file of sshd's. */
const FILES = new Set(['file', 'files', 'logLevelEvidence', 'evidence']);

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
