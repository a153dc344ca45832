import type { Connection } from '../connections/connection.js';

/** What somebody remembers of connections while they are open: one note for each, which goes when its connection ends. */
export interface ConnectionNotes<T> {
  get(connection: Connection): T | undefined;
  has(connection: Connection): boolean;
  set(connection: Connection, note: T): void;
  /** @returns whether there was a note */
  delete(connection: Connection): boolean;
}

let authors = 0;

/**
 * The notes hang on the connection: it has few, so looking through them is faster than a map of all connections. Most who ask
 * have none there: a bit for each author, which several may share, says so at once.
 */
export function createConnectionNotes<T>(): ConnectionNotes<T> {
  const by = {};
  const bit = 1 << (authors++ % 31);
  const find = (connection: Connection) => {
    if ((connection.noted & bit) === 0) return undefined;
    let note = connection.notes;
    while (note && note.by !== by) note = note.next;
    return note;
  };
  return {
    get: (connection) => find(connection)?.value as T | undefined,
    has: (connection) => find(connection) !== undefined,
    set(connection, value) {
      const before = find(connection);
      if (before) before.value = value;
      else {
        connection.notes = { by, value, next: connection.notes };
        connection.noted |= bit;
      }
    },
    delete(connection) {
      const note = find(connection);
      if (!note) return false;
      let before = connection.notes;
      while (before && before.next !== note) before = before.next;
      if (before) before.next = note.next;
      else connection.notes = note.next;
      return true;
    },
  };
}

export function forgetNotes(connection: Connection): void {
  connection.notes = undefined;
  connection.noted = 0;
}
