import type { GatheredLine } from './gathered.js';

/** In front of what is of another file than the lines before. */
const SECTION = /^==> (.{1,4096}) <==\r?$/;

/** sshd composes its own output in a buffer of so many bytes, line feeds included. */
const MESSAGE_LIMIT = 1024;
const CARRIAGE_RETURN = 13;

/** `==> auth.log <==` and lines of that file: head and tail of several files (also `-v`, `-f`). */
export function createFileSections() {
  let file: string | undefined;
  /** Files in which lines end in CR LF: sshd itself prints there, and a line feed alone is inside a message. */
  const printed = new Set<string | undefined>();
  /** Bytes behind the last CR LF. */
  let pending = 0;

  /** What a client sent may look like the beginning of a section. */
  const isInsideMessage = () => pending > 0 && pending <= MESSAGE_LIMIT && printed.has(file);

  return {
    begins: (line: string): boolean => SECTION.test(line),
    read(line: string): GatheredLine | 'remark' {
      const next = SECTION.exec(line)?.[1];
      if (next !== undefined && !isInsideMessage()) {
        file = next;
        pending = 0;
        return 'remark';
      }
      // An empty line goes before a section, and no message of sshd begins with a line feed.
      if (pending > 0 || line !== '') pending += line.length + 1;
      if (line.charCodeAt(line.length - 1) === CARRIAGE_RETURN) {
        printed.add(file);
        pending = 0;
      }
      return { file, front: '', line };
    },
  };
}
