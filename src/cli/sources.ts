import { headLines } from '../input/head-lines.js';
import type { Input } from '../input/input.js';
import { byRotation, rotationOf } from '../records/rotation.js';
import { firstTime } from '../pipeline/first-time.js';

/** A log, in one file or in the files of a rotated set. Within it pids mean something. */
export interface Source {
  name: string;
  /** In the order of time; `latest` is what none of their lines can be later than. */
  files: Input[];
}

/** The inputs by the log that they are part of, a rotated set in the order of its times; otherwise in the order given. */
export async function toSources(inputs: readonly Input[], timezone: string): Promise<Source[]> {
  const sets = new Map<string, Input[]>();
  for (const input of inputs) {
    // What is no file has no neighbours.
    const base = input.identity === undefined ? input.name : rotationOf(input.name).base;
    const set = sets.get(base);
    if (set) set.push(input);
    else sets.set(base, [input]);
  }
  return Promise.all([...sets].map(async ([base, files]): Promise<Source> => {
    const [only] = files;
    return only && files.length === 1 ? { name: only.name, files } : { name: base, files: await inTimeOrder(files, timezone) };
  }));
}

/**
 * Where all lines name their year, their times tell the order. Otherwise the names do, and each file ends before the next
 * one begins: its year follows from that, back from the newest.
 */
async function inTimeOrder(files: readonly Input[], timezone: string): Promise<Input[]> {
  const ordered: { file: Input; begin: number | undefined }[] = [];
  let next = Number.POSITIVE_INFINITY;
  let isDated = true;
  for (const file of byRotation(files).toReversed()) {
    const latest = Math.min(file.latest, next);
    const first = firstTime(await headLines(file), { latest, timezone });
    if (first?.assumed.includes('year')) isDated = false;
    if (first && first.time < next) next = first.time;
    ordered.unshift({ file: { ...file, latest }, begin: first?.time });
  }
  // What has no times at all stays where its name puts it.
  if (isDated && ordered.every(({ begin }) => begin !== undefined)) ordered.sort((a, b) => (a.begin ?? 0) - (b.begin ?? 0));
  return ordered.map(({ file }) => file);
}
