import type { Fix } from '../../finding.js';
import { allBefore } from '../../openssh/version.js';
import { runOnServer, type Whereabouts } from '../server-change.js';
import { shellName } from '../user-name.js';
import { installKey } from './account.js';

/** The value of PermitRootLogin that takes no password; it has a clearer name since 7.0. */
export function rootByKey({ range }: Whereabouts): string {
  return allBefore(range, '7.0') ? 'without-password' : 'prohibit-password';
}

/** What a user does whose password is refused; for root, nothing that needs one. */
export function passwordFixes(user: string, where: Whereabouts): Fix[] {
  if (user === 'root') {
    return [
      {
        side: 'client',
        summary: 'log in as yourself, and become root there',
        action: 'run',
        commands: ['ssh YOU@SERVER', 'sudo -i'],
      },
      installKey(user, `root with a key needs PermitRootLogin ${rootByKey(where)} or yes. Only yes lets ssh-copy-id in with a password: `
        + 'otherwise append the key to /root/.ssh/authorized_keys on the server.'),
    ];
  }
  const name = shellName(user);
  return [
    ...(name === undefined ? [] : [
      runOnServer('see whether the password is locked or has expired; set a new one if it is lost', [
        `passwd -S ${name}`,
        `chage -l ${name}`,
        `passwd ${name}`,
      ]),
    ]),
    installKey(user),
  ];
}
