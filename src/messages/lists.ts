/** The names of one algorithm list, in the order of the log. */
export interface AlgorithmList {
  algorithms: string[];
  /** Markers that peers put into the key exchange list to announce an extension (RFC 8308, strict KEX); absent if none. */
  pseudo?: string[];
}

const PSEUDO = /^(?:ext-info-[cs]|kex-strict-[cs]-)/;

/**
 * Splits a comma-separated name-list (RFC 4251, section 5) as sshd prints it.
 * An empty list gives no names. Names are kept as they are, whatever a peer wrote into them.
 */
export function parseAlgorithms(text: string): AlgorithmList {
  const algorithms: string[] = [];
  const pseudo: string[] = [];
  for (const name of text.trimEnd().split(',')) {
    if (name === '') continue;
    (PSEUDO.test(name) ? pseudo : algorithms).push(name);
  }
  return pseudo.length > 0 ? { algorithms, pseudo } : { algorithms };
}
