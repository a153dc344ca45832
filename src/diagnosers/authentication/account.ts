import type { Fix } from '../../finding.js';

/** Names that a shell and sshd_config take as they stand. Others come from attackers, or need a look first. */
const PLAIN_USER = /^[A-Za-z_][\w.@-]{0,63}\$?$/;

/** The user name, where commands and configuration may be built from it. */
export function plainUser(user: string | undefined): string | undefined {
  return user !== undefined && PLAIN_USER.test(user) ? user : undefined;
}

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
    commands: [`ssh-copy-id -i ~/.ssh/id_ed25519.pub ${plainUser(user) ?? 'USER'}@SERVER`],
    ...(caution !== undefined && { caution }),
  };
}

/** Offer one key rather than all that the agent holds. */
export function oneKey(user: string | undefined): Fix {
  const name = plainUser(user);
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
