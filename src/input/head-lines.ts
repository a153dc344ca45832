import type { Input } from './input.js';

const HEAD = 65_536;

/** The first lines of an input that can be read twice, as latin1 text; none where it cannot be read. */
export async function headLines(input: Input): Promise<string[]> {
  let text = '';
  try {
    for await (const block of input.blocks()) {
      text += block.toString('latin1');
      if (text.length >= HEAD) break;
    }
  } catch {
    // Whoever cannot be read is complained of when its turn comes.
  }
  return text.split('\n');
}
