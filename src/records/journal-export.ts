import type { FrameReader, Framing, FrameTaker } from './framing.js';
import { journalHeader } from './journal-entry.js';
import type { Piece } from './stderr-lines.js';

const FIELD = /^[A-Z_][A-Z0-9_]{0,63}(?==|$)/;
const NAMES = new Set(['MESSAGE', 'SYSLOG_IDENTIFIER', 'SYSLOG_PID', '_PID', '_COMM', '_HOSTNAME', '_TRANSPORT', 'CONTAINER_NAME',
  '__REALTIME_TIMESTAMP', '_SOURCE_REALTIME_TIMESTAMP']);
/** Bytes of a field that are kept. */
const LONGEST = 65_536;
const LENGTH_BYTES = 8;

/**
 * `journalctl -o export` (systemd, JOURNAL_EXPORT_FORMATS): a field a line, an empty line behind each entry. A value that holds control
 * characters stands on its own: the name, a line feed, the length in 64 bits (little-endian), that many bytes, and a line feed.
 */
export const journalExport: Framing = {
  begins: (line) => /^__(?:CURSOR|REALTIME_TIMESTAMP|MONOTONIC_TIMESTAMP)=/.test(line.slice(0, 32)),
  create: createJournalExport,
};

function createJournalExport(taker: FrameTaker): FrameReader {
  let fields = new Map<string, string>();
  let at: Piece | undefined;
  /** A value with its length in front, as far as it has come. `missing` counts once the length is known. */
  let binary: { name: string; bytes: string; missing: number | undefined } | undefined;
  /** Bytes were lost inside a value: the fields go on with the next entry. */
  let lost = false;

  function give(): void {
    const header = at && journalHeader((name) => fields.get(name));
    if (at && header) taker.entry(at, header);
    fields = new Map();
    at = undefined;
    binary = undefined;
    lost = false;
  }

  function set(name: string, value: string, raw: string, number: number, overLimit: boolean): void {
    // Of a field that came several times the first counts.
    if (!NAMES.has(name) || fields.has(name)) return;
    fields.set(name, value);
    if (name === 'MESSAGE' || !at) at = { raw, line: raw, number, overLimit };
  }

  /** The next bytes of a value, line feed included. */
  function takeBytes(text: string, number: number, overLimit: boolean): void {
    if (!binary) return;
    binary.bytes += binary.missing !== undefined && binary.bytes.length > LONGEST ? '' : text;
    if (binary.missing === undefined && binary.bytes.length >= LENGTH_BYTES) {
      const length = Number(Buffer.from(binary.bytes.slice(0, LENGTH_BYTES), 'latin1').readBigUInt64LE());
      // The line feed behind the value is part of what is missing.
      binary.missing = length + 1 - (binary.bytes.length - LENGTH_BYTES);
    } else if (binary.missing !== undefined) binary.missing -= text.length;
    if (binary.missing === undefined || binary.missing > 0) {
      if (overLimit) endLost(number);
      return;
    }
    const value = binary.bytes.slice(LENGTH_BYTES, binary.missing < 0 ? binary.missing - 1 : -1);
    const { name } = binary;
    binary = undefined;
    set(name, value, `${name}=${value}`, number, overLimit);
  }

  function endLost(number: number): void {
    if (!binary) return;
    const { name, bytes } = binary;
    binary = undefined;
    lost = true;
    set(name, bytes.slice(LENGTH_BYTES), `${name}=${bytes.slice(LENGTH_BYTES)}`, number, true);
  }

  return {
    line(raw, number, overLimit) {
      if (binary) takeBytes(`${raw}\n`, number, overLimit);
      else if (raw === '') give();
      else if (lost) return true;
      else {
        const name = FIELD.exec(raw.slice(0, 80))?.[0];
        if (name === undefined) return false;
        if (raw.length === name.length) binary = { name, bytes: '', missing: undefined };
        else set(name, raw.slice(name.length + 1), raw, number, overLimit);
      }
      return true;
    },
    end: give,
  };
}
