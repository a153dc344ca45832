import { MAX_SOURCES } from './bounds.js';
import { createRecent } from '../../connections/recent.js';

/** All that diagnosers of attacks know of one address on one host, each at its own place. */
export interface Source {
  places: unknown[];
  /** The address: one copy for all that is kept of it. */
  ip: string;
}

/** Where one diagnoser keeps what it knows of a source. */
export interface Place<V> {
  /** What stands there; made where nothing does. */
  of(source: Source): V;
  peek(source: Source | undefined): V | undefined;
}

/** The sources that were not quiet for long, MAX_SOURCES of them. One record serves all diagnosers. */
export interface Sources {
  /** @param forgotten called with what stands there when a source has to go */
  place<V>(make: () => V, forgotten: (value: V) => unknown): Place<V>;
  /** @param ip a string of its own: it is kept */
  use(host: string | undefined, ip: string): Source;
  find(host: string | undefined, ip: string): Source | undefined;
}

export function createSources(): Sources {
  const places: ((value: unknown) => unknown)[] = [];
  const all = createRecent<Source>(MAX_SOURCES, (source) => {
    places.forEach((forgotten, at) => {
      if (source.places[at] !== undefined) forgotten(source.places[at]);
    });
  });
  let first: { host: string | undefined } | undefined;

  /** Almost every log is of one host: there the addresses are keys as they are. */
  function keyOf(host: string | undefined, ip: string): string {
    first ??= { host };
    return host === first.host ? ip : `${host ?? ''} ${ip}`;
  }

  const create = (): Source => ({ places: places.map(() => undefined), ip: '' });

  return {
    place<V>(make: () => V, forgotten: (value: V) => unknown) {
      const at = places.push(forgotten as (value: unknown) => unknown) - 1;
      return {
        of: (source) => (source.places[at] ??= make()) as V,
        peek: (source) => source?.places[at] as V | undefined,
      };
    },
    use(host, ip) {
      const source = all.use(keyOf(host, ip), create);
      if (source.ip === '') source.ip = ip;
      return source;
    },
    find: (host, ip) => all.get(keyOf(host, ip)),
  };
}
