import type { FrameReader, Framing, FrameTaker } from './framing.js';

/** The length of the message in bytes, a space, and the message, which begins with its priority. */
const HEAD = /^([1-9]\d{0,5}) (?=<\d{1,3}>)/;

/**
 * `123 <86>1 …`: syslog over TCP and TLS as it is sent, with octet counting (RFC 6587 section 3.4.1, RFC 5425 section 4.3). Frames
 * follow each other without a separator and may hold line feeds.
 */
export const octetCounted: Framing = {
  begins: (line) => HEAD.test(line.slice(0, 16)),
  create: createOctetCounted,
};

function createOctetCounted(taker: FrameTaker): FrameReader {
  /** The frame that has begun: what is known of it, and how many bytes it lacks. */
  let frame: { text: string; missing: number; raw: string; number: number; overLimit: boolean } | undefined;

  function give(): void {
    if (!frame) return;
    const { text, raw, number, overLimit, missing } = frame;
    frame = undefined;
    // A line feed inside is part of the message; what looks like a header behind it is none.
    taker.line({ raw, line: text.replace(/[\r\n]+$/, '').replaceAll('\n', '\\n'), number, overLimit: overLimit || missing > 0 });
  }

  function take(text: string): string {
    if (!frame) return text;
    const part = text.slice(0, frame.missing);
    frame.text += part;
    frame.missing -= part.length;
    if (frame.missing === 0) give();
    return text.slice(part.length);
  }

  return {
    line(raw, number, overLimit) {
      let rest = `${raw}\n`;
      while (rest !== '') {
        if (!frame) {
          const head = HEAD.exec(rest.slice(0, 16));
          // What separates frames in a file; anything else is no frame.
          if (!head) return /^[\r\n]*$/.test(rest) || rest.length <= raw.length;
          frame = { text: '', missing: Number(head[1]), raw, number, overLimit };
          rest = rest.slice(head[0].length);
        }
        rest = take(rest);
      }
      // Bytes are lost, and with them the count.
      if (overLimit) give();
      return true;
    },
    end: give,
  };
}
