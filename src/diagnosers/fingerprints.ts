import { allBefore, type ReleaseRange } from '../openssh/version.js';

/**
 * A command that shows the fingerprint of each key in a file, on a machine with one of these releases.
 * @param file as the shell takes it
 * @param md5 as sshd logs fingerprints through 6.7, and later where FingerprintHash asks for it
 */
export function showFingerprints(file: string, range: ReleaseRange, md5: boolean): string {
  // Through 6.7 there is no other kind, and no option to ask for it.
  const show = `ssh-keygen${md5 && !allBefore(range, '6.8') ? ' -E md5' : ''} -lf`;
  // Through 7.1 only the first key of a file is shown.
  return allBefore(range, '7.2')
    ? `(one=$(mktemp); while read -r key; do printf '%s\\n' "$key" > "$one"; ${show} "$one"; done < ${file}; rm "$one")`
    : `${show} ${file}`;
}
