import { allBefore, allFrom, type Release, type ReleaseRange } from './version.js';

/** Key exchange methods that sshd leaves out of its proposal because it knows a bug of the client (its compat.c). */
const BUGS: readonly { client: RegExp; not?: RegExp; kex: readonly string[]; since: Release }[] = [
  // Pads curve25519's result wrongly now and then.
  { client: /^OpenSSH_6\.[56]/, not: /^OpenSSH_6\.6\.1/, kex: ['curve25519-sha256@libssh.org'], since: '6.7' },
  // Speak the group exchange of the draft only.
  {
    client: /^(?:PuTTY_Local:|PuTTY-Release-0\.5|PuTTY_Release_0\.(?:5|6[0-4])|FuTTY|WinSCP_release_4|WinSCP_release_5\.(?:[0-6]|7(?:\.[1-4])?$))/,
    kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group-exchange-sha256'],
    since: '6.9',
  },
];

/**
 * Key exchange methods that sshd does not offer to this client, in no release of the range or in some.
 * @param software from the client's identification, such as `OpenSSH_6.6`
 */
export function withheldMethods(software: string, range: ReleaseRange): { sure: string[]; perhaps: string[] } {
  const known = BUGS.filter(({ client, not }) => client.test(software) && !not?.test(software));
  return {
    sure: known.filter(({ since }) => allFrom(range, since)).flatMap(({ kex }) => kex),
    perhaps: known.filter(({ since }) => !allBefore(range, since)).flatMap(({ kex }) => kex),
  };
}
