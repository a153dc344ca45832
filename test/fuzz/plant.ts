import { createLogClock } from '../../src/records/log-clock.js';
import { createRecordReader } from '../../src/records/reader.js';
import { attackersSpans, HOSTILE_WORDS } from '../support/attacker.js';
import type { Random } from './random.js';

/** The log with hostile words in place of what clients chose; the same for the same, so that lines still belong together. */
export function plant(log: string, random: Random): string {
  const chosen = new Map<string, string>();
  return log.split('\n').map((line) => plantLine(line, (name) => {
    let words = chosen.get(name);
    if (words === undefined) chosen.set(name, (words = random.chance(0.8) ? random.pick(HOSTILE_WORDS) : name));
    return words;
  })).join('\n');
}

function plantLine(line: string, choose: (name: string) => string): string {
  // In JSON the text is escaped once more.
  if (line.startsWith('{')) return line;
  let planted = line;
  createAndRead(line, (text, level, levelShown) => {
    const at = line.indexOf(text);
    if (at < 0) return;
    for (const [start, end] of attackersSpans(text, level, levelShown).toReversed()) {
      planted = planted.slice(0, at + start) + choose(text.slice(start, end)) + planted.slice(at + end);
    }
  });
  return planted;
}

function createAndRead(line: string, use: (text: string, ...level: [Parameters<typeof attackersSpans>[1], boolean]) => void): void {
  const reader = createRecordReader('log', createLogClock({}), {
    record: ({ text, level, levelShown, repeat, joined }) => {
      if (repeat === 1 && !joined) use(text, level, levelShown);
    },
    other: () => {},
  });
  reader.line(line, 1, false);
  reader.end();
}
