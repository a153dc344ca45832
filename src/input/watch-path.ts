import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** How long a change stays unnoticed at most where the system does not tell of it: network file systems, no watch left; in milliseconds. */
const POLL = 250;

/** Waits for changes of whatever file has a name. */
export interface PathWatch {
  /** Watches what has the name now, and the directory in which it has it. */
  renew(): void;
  /** Resolves when something may have changed since it resolved last, at the latest after a while. False once the signal has come. */
  changed(): Promise<boolean>;
  close(): void;
}

/** @param signal ends the waiting: nothing more is wanted */
export function watchPath(path: string, signal?: AbortSignal): PathWatch {
  const name = basename(path);
  let watchers: FSWatcher[] = [];
  let rang = false;
  let wake = () => {};

  const ring = () => {
    rang = true;
    wake();
  };

  function arm(target: string, concerns: (changed: string | null) => boolean): void {
    try {
      const watcher = watch(target, { persistent: false }, (_, changed) => {
        if (concerns(changed)) ring();
      });
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // Nothing to watch, or no watch to be had: changes are seen by looking.
    }
  }

  function disarm(): void {
    for (const watcher of watchers) watcher.close();
    watchers = [];
  }

  signal?.addEventListener('abort', ring);
  return {
    renew() {
      disarm();
      // The content is seen by the file itself, which may be behind a link; renaming by its directory.
      arm(path, () => true);
      arm(dirname(path), (changed) => changed === null || changed.startsWith(name));
    },
    async changed() {
      if (!rang && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, POLL);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rang = false;
      return !signal?.aborted;
    },
    close() {
      signal?.removeEventListener('abort', ring);
      disarm();
    },
  };
}
