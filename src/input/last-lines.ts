import { open } from 'node:fs/promises';
import { explainReadError } from './input-error.js';

const TAIL = 65_536;

/** The lines in the last 64 KiB of a file, as latin1 text; the first may lack its beginning. */
export async function lastLines(path: string): Promise<string[]> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const start = Math.max(0, size - TAIL);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(TAIL, size)), 0, Math.min(TAIL, size), start);
      return buffer.toString('latin1', 0, bytesRead).split('\n');
    } finally {
      await file.close();
    }
  } catch (error) {
    throw explainReadError(path, error);
  }
}
