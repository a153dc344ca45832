import type { Fix } from '../../finding.js';
import { configFile, logDestination, reloadCommands } from '../../openssh/distributions.js';
import { secondSshd } from './safe-change.js';
import type { Setting } from './setting.js';

/** Where the verdict names no algorithm: how to get the lists, which only DEBUG2 shows. */
export function showListsFix({ family, range }: Setting): Fix {
  const destination = logDestination(family);
  return {
    side: 'server',
    summary: 'log both lists, then try again: sshd names them at LogLevel DEBUG2 only',
    action: 'set',
    file: 'sshd_config',
    lines: ['LogLevel DEBUG2'],
    commands: ['sshd -t', ...reloadCommands(family, range)],
    caution: debugCaution(configFile(family), destination),
  };
}

/** What to know before LogLevel is raised. A Match block (7.6) comes too late: it takes effect once the user is known. */
function debugCaution(file: string, destination: string | undefined): string {
  return [
    'DEBUG2 logs private data of every user and fills disks: set it back to INFO and reload as soon as the failure is logged.',
    'For one client alone, run a second sshd instead and connect to its port:',
    secondSshd(`-D -e -f ${file} -o LogLevel=DEBUG2 2> sshd.log`),
    '(a Match block does not help here: its LogLevel takes effect only once the user name is known, after the key exchange).',
    destination
      ? `This system writes to ${destination}.`
      : 'syslog may route debug lines elsewhere, or drop them: look for auth.debug or authpriv.* in its configuration.',
  ].join(' ');
}
