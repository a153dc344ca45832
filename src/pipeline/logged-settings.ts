import { copyText } from '../connections/text.js';
import type { EventOf } from '../events.js';

/** A line of the configuration as sshd logs it when it reads it. */
export type LoggedSetting = Pick<EventOf<'config.setting'>['fields'], 'path' | 'line' | 'option' | 'value'>;

/** Processes of one host whose reading is kept: each process that serves a connection reads everything again. */
const MAX_READERS = 8;
/** Lines of one reading. */
const MAX_LINES = 5000;

export interface LoggedSettings {
  add(event: EventOf<'config.setting'>): void;
  /** By host: what one process read, the most complete of the latest. */
  all(): Map<string | undefined, LoggedSetting[]>;
}

/** Collects what sshd logs of its configuration at LogLevel DEBUG3. */
export function createLoggedSettings(): LoggedSettings {
  const hosts = new Map<string | undefined, Map<number | undefined, LoggedSetting[]>>();

  return {
    add({ record: { host, pid }, fields: { path, line, option, value } }) {
      let readers = hosts.get(host);
      if (!readers) hosts.set(host, (readers = new Map()));
      const known = readers.get(pid);
      // A line that comes again, or one before it, begins a new reading; that for a connection goes on with the old one.
      const isNew = known === undefined || (path === known[0]?.path && line <= known[0].line);
      const lines = isNew ? [] : known;
      if (isNew) {
        readers.delete(pid);
        readers.set(pid, lines);
        const [oldest] = readers.keys();
        if (readers.size > MAX_READERS) readers.delete(oldest);
      }
      if (lines.length < MAX_LINES) lines.push({ path: copyText(path), line, option: copyText(option), value: copyText(value) });
    },
    all: () => new Map([...hosts].map(([host, readers]) => [host, [...readers.values()].reduce((best, lines) => (lines.length >= best.length ? lines : best))])),
  };
}
