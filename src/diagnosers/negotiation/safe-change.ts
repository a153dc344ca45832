import { checkCommand, configFile, reloadCommands } from '../../openssh/distributions.js';
import type { Setting } from './setting.js';

const PID_FILE = '/var/run/sshd-2222.pid';

/**
 * A second sshd on port 2222. It needs a PidFile of its own, or it would overwrite and then remove the first one's; and an
 * absolute path, which sshd insists on to execute itself again.
 */
export function secondSshd(options: string): string {
  return `$(command -v sshd) -p 2222 -o PidFile=${PID_FILE} ${options}`;
}

export const KEEP_CONNECTION = 'Keep the connection you work over open until a new one has succeeded.';

/**
 * The commands around a change of sshd_config on a server that is reached over SSH itself: edit a copy, check it, try it
 * with a second sshd, and only then reload.
 */
export function safeChange({ family, range }: Setting): string[] {
  const file = configFile(family);
  if (family === 'windows') return [checkCommand(family), ...reloadCommands(family, range)];
  const copy = `${file}.new`;
  return [
    `cp -p ${file} ${copy}`,
    `vi ${copy}`,
    `sshd -t -f ${copy}`,
    secondSshd(`-f ${copy}`),
    '# connect to port 2222 with the client that failed; once that works, go on',
    `kill $(cat ${PID_FILE})`,
    `cp ${copy} ${file}`,
    'sshd -t',
    ...reloadCommands(family, range),
  ];
}
