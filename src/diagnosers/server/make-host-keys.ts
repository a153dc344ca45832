/** A file that `ssh-keygen -A` makes: none of another name, and none in another directory. */
const DEFAULT_FILE = /^\/etc\/ssh\/ssh_host_(?:rsa|dsa|ecdsa|ed25519)_key$/;
const TYPE_IN_NAME = /ed25519|ecdsa/;
/** Commands for this many files at most; who has more knows them. */
const MAX_FILES = 5;

/** Commands that make the host keys of these files, quoted for a shell; where none is known, all default ones. */
export function makeHostKeys(paths: readonly string[]): string[] {
  const named = paths.filter((path) => !DEFAULT_FILE.test(path));
  return [
    ...(paths.length === 0 || named.length < paths.length ? ['ssh-keygen -A'] : []),
    ...named.slice(0, MAX_FILES).map((path) => `ssh-keygen -t ${TYPE_IN_NAME.exec(path)?.[0] ?? 'rsa'} -N '' -f ${path}`),
  ];
}
