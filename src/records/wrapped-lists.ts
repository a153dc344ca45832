import type { Level, LogRecord } from '../events.js';
import { isCut } from './record.js';

/** One list of algorithm names and nothing else, as an editor or a web page wraps it onto a line of its own. */
const LIST_ALONE = /^ {0,8}([A-Za-z0-9@._+/-]+(?:,[A-Za-z0-9@._+/-]+)*,?) ?( \[(?:preauth|postauth)\])?$/;

/** `debug2: `, `fatal: ` count against the limit of sshd. */
const MARKER_LENGTH: Record<Level, number> = { fatal: 7, error: 7, info: 0, debug1: 8, debug2: 8, debug3: 8 };

const SPACE = 32;
const COMMA = 44;
const COLON = 58;

/** Whether the next line may belong to this one: nothing stands behind its label, or a list ends in a comma. */
export function mayContinue(record: LogRecord): boolean {
  const { text } = record;
  const last = text.charCodeAt(text.length - (text.charCodeAt(text.length - 1) === SPACE ? 2 : 1));
  return last === COLON || last === COMMA;
}

/**
 * The record with the list that stands on the next line, or undefined where that line is no list. It then stands for the
 * line of the list, which is what there is to see.
 */
export function continueList(record: LogRecord, nextLine: string, number: number, overLimit: boolean): LogRecord | undefined {
  const match = LIST_ALONE.exec(nextLine);
  if (!match) return undefined;
  const text = (record.text.endsWith(':') ? `${record.text} ` : record.text) + match[1];
  const preauth = record.preauth || match[2] === ' [preauth]';
  const length = MARKER_LENGTH[record.level] + text.length + (preauth ? ' [preauth]'.length : 0);
  return { ...record, line: number, raw: nextLine, text, preauth, cut: record.cut || overLimit || isCut(length, record.bare) };
}
