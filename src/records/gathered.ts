import { createFileSections } from './file-sections.js';
import { createGrepLines } from './grep-lines.js';
import { withoutColours } from './markup.js';

/** A line as it stood in the file that it was gathered from. */
export interface GatheredLine {
  /** The file, as the tool names it; undefined where it names none. */
  file: string | undefined;
  /** What the tool put in front of the line. */
  front: string;
  line: string;
}

/**
 * Takes apart what gathers lines of files: grep with names or numbers, and head and tail of several files. Whether an input is such a one,
 * its first line tells: further on, what a client chose as its name could be taken for it.
 */
export interface GatheredLines {
  /** The line that was gathered; `remark` for what the tool itself says; undefined for a line that stands by itself. */
  read(line: string): GatheredLine | 'remark' | undefined;
  /** From here on, every line stands by itself. */
  isPlain(): boolean;
}

export function createGatheredLines(): GatheredLines {
  const grep = createGrepLines();
  const sections = createFileSections();
  let manner: typeof grep | typeof sections | 'undecided' | 'plain' = 'undecided';

  return {
    isPlain: () => manner === 'plain',
    read(line) {
      if (manner === 'plain') return undefined;
      const text = withoutColours(line);
      if (manner === 'undecided') {
        // What grep says of a file that is no text can come first.
        if (text === '' || text === '\r' || grep.isRemark(text)) return undefined;
        manner = sections.begins(text) ? sections : grep.begins(text) ? grep : 'plain';
        if (manner === 'plain') return undefined;
      }
      const found = manner.read(text);
      if (found === 'over') manner = 'plain';
      return found === 'over' ? undefined : found;
    },
  };
}

/** The lines of the beginning of an input, and of more of it, as they stood in their files. */
export function asInFiles(lines: readonly string[]): string[] {
  const gathered = createGatheredLines();
  return lines.map((line) => {
    const found = gathered.read(line);
    return found === 'remark' ? '' : found?.line ?? line;
  });
}
