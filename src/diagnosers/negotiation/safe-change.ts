import { checkCommand, configFile, reloadCommands } from '../../openssh/distributions.js';
import type { Setting } from './setting.js';

export const KEEP_CONNECTION = 'Keep the connection you work over open until a new one has succeeded.';

/**
 * The commands around a change of sshd_config on a server that is reached over SSH itself: edit a copy, check it, try it
 * with a second sshd, and only then reload. The second sshd needs a PidFile of its own, or `service sshd reload` would
 * later signal the wrong process; and an absolute path, which sshd insists on to execute itself again.
 */
export function safeChange({ family, range }: Setting): string[] {
  const file = configFile(family);
  if (family === 'windows') return [checkCommand(family), ...reloadCommands(family, range)];
  const copy = `${file}.new`;
  return [
    `cp -p ${file} ${copy}`,
    `vi ${copy}`,
    `sshd -t -f ${copy}`,
    `$(command -v sshd) -f ${copy} -p 2222 -o PidFile=/var/run/sshd-2222.pid`,
    '# connect to port 2222 with the client that failed; once that works, go on',
    'kill $(cat /var/run/sshd-2222.pid)',
    `cp ${copy} ${file}`,
    'sshd -t',
    ...reloadCommands(family, range),
  ];
}
