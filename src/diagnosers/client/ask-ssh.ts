import { type AlgorithmKind, isSupported } from '../../openssh/algorithms.js';
import { compareReleases, type Release } from '../../openssh/version.js';

/** Where `ssh -G` begins. */
const SHOWS_OPTIONS_SINCE = '6.8';

/** Whether the client can show what its configuration makes of a host (`ssh -G`); a client of no known release is taken for one that can. */
export function canShowOptions(client: Release | undefined): boolean {
  return client === undefined || compareReleases(client, SHOWS_OPTIONS_SINCE) >= 0;
}

/**
 * A command that shows what the configuration of the client sets: `ssh -G`, and the files themselves for releases before it.
 * @param keywords as regular expressions, in small letters
 */
export function showOptions(client: Release | undefined, host: string, keywords: readonly string[]): string {
  const [first = ''] = keywords;
  const either = keywords.length === 1 ? first : `(${keywords.join('|')})`;
  return canShowOptions(client)
    ? `ssh -G ${host} | grep -iE '^${either} '`
    : `grep -niE '^[[:space:]]*(host|${keywords.join('|')})[[:space:]=]' ~/.ssh/config /etc/ssh/ssh_config`;
}

/** Whether ssh-keygen of the client reads a key from a pipe (`-lf -`), as it does since 7.2. */
export function readsKeyFromPipe(client: Release | undefined): boolean {
  return client === undefined || compareReleases(client, '7.2') >= 0;
}

/** Commands that let a private key and a .pub file be compared: by fingerprint, or as they are where a pipe cannot be read. */
export function compareHalves(client: Release | undefined, path: string, pub: string): string[] {
  return readsKeyFromPipe(client)
    ? [`ssh-keygen -lf ${pub}`, `ssh-keygen -y -f ${path} | ssh-keygen -lf -`]
    : [`cat ${pub}`, `ssh-keygen -y -f ${path}`];
}

/** Those of the names that the client has; one name that it does not have, and ssh does not start. */
export function namesFor(client: Release | undefined, kind: AlgorithmKind, names: readonly string[]): string[] {
  return client === undefined ? [...names] : names.filter((name) => isSupported(kind, name, { min: client, max: client }) !== 'no');
}

/** A run with a cipher and a MAC of another making than those that are mostly negotiated. */
export function withOtherCipher(client: Release | undefined, host: string): string {
  const [mac = 'hmac-sha1'] = namesFor(client, 'mac', ['hmac-sha2-256', 'hmac-sha1']);
  return `ssh -c aes128-ctr -m ${mac} ${host}`;
}
