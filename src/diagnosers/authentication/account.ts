import type { Fix } from '../../finding.js';
import { loginAt, shellName } from '../user-name.js';

/** `fred`, or `the user` where the log does not name one. */
export function named(user: string | undefined): string {
  return user ?? 'the user';
}

/** How to let the user install a key, while a password still works. */
export function installKey(user: string | undefined, caution?: string): Fix {
  return {
    side: 'client',
    summary: 'install the public key for the account (asks for the password once)',
    action: 'run',
    commands: [`ssh-copy-id -i ~/.ssh/id_ed25519.pub ${loginAt(user, 'SERVER')}`],
    ...(caution !== undefined && { caution }),
  };
}

/** Offer one key rather than all that the agent holds. */
export function oneKey(user: string | undefined): Fix {
  const name = shellName(user);
  return {
    side: 'client',
    summary: 'offer only the key that is meant for this server',
    action: 'append',
    file: '~/.ssh/config',
    lines: [
      'Host SERVER',
      ...(name === undefined ? [] : [`  User ${name}`]),
      '  IdentityFile ~/.ssh/id_ed25519',
      '  IdentitiesOnly yes',
    ],
  };
}
