import type { LoggedSetting } from '../configuration/logged.js';
import { copyText } from '../connections/text.js';
import type { EventOf } from '../events.js';

/** Processes of one host whose reading is kept: each process that serves a connection reads everything again. */
const MAX_READERS = 8;
/** Lines of one reading. */
const MAX_LINES = 5000;
/** Lines of all hosts; beyond it, the host that was seen first is forgotten. */
const MAX_KEPT = 200_000;

export interface LoggedSettings {
  add(event: EventOf<'config.setting'>): void;
  /** By host: what one process read, the most complete of the latest. */
  all(): Map<string | undefined, LoggedSetting[]>;
}

/** Collects what sshd logs of its configuration at LogLevel DEBUG3. */
export function createLoggedSettings(): LoggedSettings {
  const hosts = new Map<string | undefined, Map<number | undefined, LoggedSetting[]>>();
  let kept = 0;

  function readersOf(host: string | undefined): Map<number | undefined, LoggedSetting[]> {
    let readers = hosts.get(host);
    if (!readers) hosts.set(host === undefined ? undefined : copyText(host), (readers = new Map()));
    return readers;
  }

  function forget(readers: Map<number | undefined, LoggedSetting[]>, pid: number | undefined): void {
    kept -= readers.get(pid)?.length ?? 0;
    readers.delete(pid);
  }

  function forgetFirstHost(): void {
    for (const [host, readers] of hosts) {
      for (const pid of readers.keys()) forget(readers, pid);
      hosts.delete(host);
      return;
    }
  }

  return {
    add({ record: { host, pid }, fields: { path, line, option, value } }) {
      const readers = readersOf(host);
      const known = readers.get(pid);
      // A line that comes again, or one before it, begins a new reading; that for a connection goes on with the old one.
      const isNew = known === undefined || (path === known[0]?.path && line <= known[0].line);
      const lines = isNew ? [] : known;
      if (isNew) {
        forget(readers, pid);
        readers.set(pid, lines);
        const [oldest] = readers.keys();
        if (readers.size > MAX_READERS) forget(readers, oldest);
      }
      if (lines.length >= MAX_LINES) return;
      lines.push({ path: copyText(path), line, option: copyText(option), value: copyText(value) });
      if (++kept > MAX_KEPT) forgetFirstHost();
    },
    all: () => new Map([...hosts].map(([host, readers]) => [host, [...readers.values()].reduce((best, lines) => (lines.length >= best.length ? lines : best))])),
  };
}
