import { existsSync } from 'node:fs';
import { followFile } from '../input/follow-file.js';
import type { Input } from '../input/input.js';
import { explainReadError, InputError } from '../input/input-error.js';
import { openJournal, type TimeRange } from '../input/journal.js';
import { openFile, openStandardInput } from '../input/open-file.js';
import type { Choice } from './choose-inputs.js';
import { tell } from './tell.js';

/** What went wrong with inputs is said on standard error, and the rest is read. */
export interface Complaints {
  /** @throws what is a defect of ours and no reason to blame the file */
  complain(error: unknown, name: string): void;
  /** That there was nothing in an input. Where it is the only one, the output says so. */
  empty(name: string): void;
  /** That a file which was waited for never came. */
  missing(name: string): void;
  /** Whether something could not be read. */
  any(): boolean;
}

export function createComplaints({ tellEmpty, say = tell }: { tellEmpty: boolean; say?: (sentence: string) => void }): Complaints {
  const failed = new Set<string>();
  return {
    complain(error, name) {
      // A system error has a code.
      if (!(error instanceof InputError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
      say(explainReadError(name, error).message);
      failed.add(name);
    },
    empty(name) {
      if (tellEmpty && !failed.has(name)) say(`${name === '-' ? 'standard input' : name} is empty`);
    },
    missing: (name) => void failed.add(name),
    any: () => failed.size > 0,
  };
}

/**
 * Opens what was chosen; a file that is named twice, or has two names, once.
 * @param range of the journal, asked when it is read
 * @param follow whether files are read on as they grow
 */
export async function openInputs(choices: readonly Choice[], { complain }: Complaints, range: () => TimeRange, follow: boolean): Promise<Input[]> {
  const inputs: Input[] = [];
  const known = new Map<string, string>();
  for (const choice of choices) {
    if (choice.kind === 'journal') inputs.push(openJournal(range, follow));
    else if (choice.kind === 'stdin') inputs.push(openStandardInput(process.stdin));
    else {
      try {
        const input = await (follow ? openFollowed(choice.path) : openFile(choice.path));
        const { identity, name } = input;
        const same = identity === undefined ? undefined : known.get(identity);
        if (same !== undefined) tell(same === name ? `${name} is named twice; it is read once` : `${name} is the same file as ${same}; it is read once`);
        else inputs.push(input);
        if (identity !== undefined) known.set(identity, same ?? name);
      } catch (error) {
        complain(error, choice.path);
      }
    }
  }
  return inputs;
}

/** A file that is read on as it grows; it need not exist yet. What is packed is read as it is. */
async function openFollowed(name: string): Promise<Input> {
  const follow: Input['follow'] = (options) => followFile(name, options);
  const input = await openFile(name, true).catch((error: unknown) => {
    if (existsSync(name)) throw error;
    return { name, latest: Date.now(), seekable: false, follow, blocks: async function* () {} } satisfies Input;
  });
  return input.seekable ? { ...input, latest: Date.now(), follow } : input;
}
