/** A map that forgets what was not used for a while once it is full. */
export interface Recent<V> {
  get(key: string): V | undefined;
  /** The value of a key, made where there is none. */
  use(key: string, make: () => V): V;
  /** For a key that is not there. */
  add(key: string, value: V): void;
  delete(key: string): void;
}

/**
 * Two generations: what is used is young; when the young ones are half of the limit, they become the old ones, and what
 * was old and not used since is forgotten. That costs nothing for a key that is young, which almost every key is.
 * @param forgotten called with what had to go
 */
export function createRecent<V>(limit: number, forgotten: (value: V) => unknown = () => {}): Recent<V> {
  let young = new Map<string, V>();
  let old = new Map<string, V>();

  function add(key: string, value: V): void {
    if (young.size >= limit / 2) {
      for (const gone of old.values()) forgotten(gone);
      old = young;
      young = new Map();
    }
    young.set(key, value);
  }

  function keep(key: string, value: V): V {
    old.delete(key);
    add(key, value);
    return value;
  }

  return {
    get: (key) => young.get(key) ?? old.get(key),
    use: (key, make) => young.get(key) ?? keep(key, old.get(key) ?? make()),
    add,
    delete(key) {
      young.delete(key);
      old.delete(key);
    },
  };
}
