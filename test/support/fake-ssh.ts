import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface FakeSsh {
  /** For a program that is to find this ssh, and no other. Temporary files go to `temporary`. */
  env: Record<string, string>;
  temporary: string;
  /** The arguments of the runs so far, but for questions (-V, -G). */
  calls(): string[][];
}

/**
 * A shell script that passes for ssh.
 * @param script what it does once it is to connect; `$log` is the file of -E, `message TEXT` writes to it as ssh does
 */
export function fakeSsh(script: string, { version = 'OpenSSH_9.2p1 Debian-2, OpenSSL 3.0.19 27 Jan 2026', level = 'INFO' } = {}): FakeSsh {
  const directory = mkdtempSync(join(tmpdir(), 'sshlog-fake-ssh-'));
  const temporary = mkdtempSync(join(tmpdir(), 'sshlog-fake-tmp-'));
  const calls = join(directory, 'calls');
  writeFileSync(calls, '');
  const program = join(directory, 'ssh');
  writeFileSync(program, `#!/bin/sh
case $1 in
  -V) echo '${version}' >&2; exit 0 ;;
  -G) printf 'host x\\nloglevel ${level}\\n'; exit 0 ;;
esac
printf '%s\\037' "$@" >> ${calls}
echo >> ${calls}
log=/dev/null previous=
for word; do
  [ "$previous" = -E ] && log=$word
  previous=$word
done
message() { printf '%s\\r\\n' "$*" >> "$log"; }
${script}
`);
  chmodSync(program, 0o755);
  return {
    env: { PATH: `${directory}:${dirname(process.execPath)}:/usr/bin:/bin`, TMPDIR: temporary },
    temporary,
    calls: () => readFileSync(calls, 'utf8').split('\n').filter((line) => line !== '').map((line) => line.split('\x1f').slice(0, -1)),
  };
}
