/** The names of one algorithm list, in the order of the log. */
export interface AlgorithmList {
  algorithms: string[];
  /** Markers that peers put into the key exchange list to announce an extension (RFC 8308, strict KEX); absent if none. */
  pseudo?: string[];
}

const PSEUDO = /^(?:ext-info-[cs]|kex-strict-[cs]-)/;

/** Lists that are remembered at most; then all are forgotten. Clients offer a few dozen different ones, attackers any number. */
const MAX_REMEMBERED = 1024;
const remembered = new Map<string, AlgorithmList>();

/** What needs no decoding from sshd's escapes, which happens in place and would change the shared names. */
const PLAIN = /^[!-[\]-~]*$/;

/**
 * Splits a comma-separated name-list (RFC 4251, section 5) as sshd prints it.
 * An empty list gives no names. Names are kept as they are, whatever a peer wrote into them.
 * Equal lists share their names, so that a list which is kept keeps no line of the log alive; do not change the arrays.
 */
export function parseAlgorithms(text: string): AlgorithmList {
  const names = text.trimEnd();
  let list = remembered.get(names);
  if (!list) {
    const copy = ` ${names}`.slice(1);
    list = split(copy);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    if (PLAIN.test(copy)) remembered.set(copy, list);
  }
  return { ...list };
}

function split(text: string): AlgorithmList {
  const algorithms: string[] = [];
  const pseudo: string[] = [];
  for (const name of text.split(',')) {
    if (name === '') continue;
    (PSEUDO.test(name) ? pseudo : algorithms).push(name);
  }
  return pseudo.length > 0 ? { algorithms, pseudo } : { algorithms };
}
