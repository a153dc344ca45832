import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PrivateLog {
  path: string;
  /** Bytes that it begins with. */
  size: number;
  /** Removes it, unless it is to stay. */
  remove(): void;
}

/**
 * A file that nobody else can read: it tells with whom, how and with which keys somebody connects. It goes when the program
 * ends, however that is.
 * @param head what is to stand in front of what ssh writes
 */
export function createPrivateLog(keep: boolean, head: string): PrivateLog {
  const directory = mkdtempSync(join(tmpdir(), 'sshlog-ssh-'));
  const path = join(directory, 'ssh.log');
  const remove = () => {
    process.off('exit', remove);
    if (!keep) rmSync(directory, { recursive: true, force: true });
  };
  process.on('exit', remove);
  writeFileSync(path, head, { flag: 'wx', mode: 0o600 });
  return { path, size: Buffer.byteLength(head), remove };
}
