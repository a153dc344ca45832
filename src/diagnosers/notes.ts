/** Notes of one host at most. */
const MAX_NOTES = 100;
/** Hosts with notes at most; a log of a fleet has more, and its later hosts go without. */
const MAX_HOSTS = 10_000;

/** What a finding that is told once for each host collects over its occurrences. */
export interface Notes<T> {
  add(host: string | undefined, id: string, note: T): void;
  has(host: string | undefined, id: string): boolean;
  get(host: string | undefined, id: string): T | undefined;
  of(host: string | undefined): T[];
}

export function createNotes<T>(): Notes<T> {
  const hosts = new Map<string, Map<string, T>>();
  const notesOf = (host: string | undefined) => hosts.get(host ?? '');
  return {
    add(host, id, note) {
      let notes = notesOf(host);
      if (!notes) {
        if (hosts.size >= MAX_HOSTS) return;
        hosts.set(host ?? '', (notes = new Map()));
      }
      // The newest stay: a note that comes again is new.
      notes.delete(id);
      notes.set(id, note);
      for (const oldest of notes.size > MAX_NOTES ? notes.keys() : []) {
        notes.delete(oldest);
        break;
      }
    },
    has: (host, id) => notesOf(host)?.has(id) ?? false,
    get: (host, id) => notesOf(host)?.get(id),
    of: (host) => [...(notesOf(host)?.values() ?? [])],
  };
}
