import { createGatheredLines } from '../records/gathered.js';
import { isOlder, rotatedBy, type Rotation, rotationOf } from '../records/rotation.js';
import type { Analyzer, AnalyzerOptions } from './analyzer.js';
import { firstTime } from './first-time.js';
import type { LogInput } from './log-inputs.js';

type Open = Analyzer['open'];

/** Files of one input that are told apart at a time; beyond it the one that came first has ended. */
const MAX_FILES = 1000;

/** A file whose lines stand in an input among others. */
interface Part {
  log: LogInput;
  rotation: Rotation;
  /** Of its first line with a time. */
  begin: number | undefined;
}

/**
 * Opens inputs in which grep, head or tail may have gathered lines of several files: each file is a log of its own then, with its own
 * pids and years, and its lines stand where they stand in the input. Merged, all lines are one log, whatever file they are from.
 */
export function openGathered(open: Open, { merge, timezone, year }: Pick<AnalyzerOptions, 'merge' | 'timezone' | 'year'>): Open {
  return (name, ends, logName = name) => {
    let file = name;
    let latest = ends;
    let gathered = createGatheredLines();
    const parts = new Map<string, Part>();
    /** Of lines that stand by themselves. Inputs that are merged are all open from the beginning. */
    let own: LogInput | undefined = merge ? open(file, latest, logName) : undefined;
    let current: Part | undefined;

    const ownLog = () => (own ??= open(file, latest, logName));
    const logs = () => [...(own ? [own] : []), ...[...parts.values()].map(({ log }) => log)];

    /** @param line of that file, the first one if it is new */
    function partOf(path: string, line: string): Part {
      let part = parts.get(path);
      if (!part) {
        const [first] = parts.keys();
        if (parts.size >= MAX_FILES && first !== undefined) endPart(first);
        const rotation = rotationOf(path);
        const lastTime = latestOf(rotation);
        const begin = firstTime([line], { ...(lastTime !== undefined && { latest: lastTime }), ...(timezone !== undefined && { timezone }), ...(year !== undefined && { year }) })?.time;
        part = { log: open(file, lastTime, `${logName}\0${path}`), rotation, begin };
        parts.set(path, part);
      }
      return part;
    }

    /** What no line of the file is later than: its name may tell when it was rotated, or that it goes before one that is known. */
    function latestOf(rotation: Rotation): number | undefined {
      const bounds = [latest, rotatedBy(rotation)].filter((bound) => bound !== undefined);
      for (const part of parts.values()) if (part.begin !== undefined && isOlder(rotation, part.rotation)) bounds.push(part.begin);
      return bounds.length > 0 ? Math.min(...bounds) : undefined;
    }

    function endPart(path: string): void {
      parts.get(path)?.log.end(0);
      parts.delete(path);
    }

    return {
      line(line, number, overLimit) {
        if (own && gathered.isPlain()) return own.line(line, number, overLimit);
        const found = gathered.read(line);
        // As an empty line, it is counted and means nothing.
        if (found === 'remark') (current?.log ?? ownLog()).line('', number, overLimit);
        else if (found?.file === undefined || merge) ownLog().line(found?.line ?? line, number, overLimit, found?.front);
        else {
          current = partOf(found.file, found.line);
          current.log.line(found.line, number, overLimit, found.front);
        }
      },
      goOn(next, newLatest) {
        for (const path of parts.keys()) endPart(path);
        current = undefined;
        gathered = createGatheredLines();
        file = next;
        latest = newLatest;
        own?.goOn(next, newLatest);
      },
      advance(now) {
        latest = now;
        for (const log of logs()) log.advance(now);
      },
      ready() {
        if (parts.size === 0) return own?.ready();
        const waits = logs().flatMap((log) => log.ready() ?? []);
        return waits.length === 0 ? undefined : Promise.all(waits).then(() => {});
      },
      end(bytes) {
        if (parts.size === 0) ownLog();
        for (const [i, log] of logs().entries()) log.end(i === 0 ? bytes : 0);
      },
    };
  };
}
