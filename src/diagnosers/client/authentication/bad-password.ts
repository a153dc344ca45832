import { releaseOf } from '../../../attempts/release.js';
import { badPassword } from '../../authentication/bad-password.js';
import { showOptions } from '../ask-ssh.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { askServer, destination } from '../advice.js';
import { accountKey, describeAccount, hostWord } from '../target.js';
import { hasFailed, loginOf } from './login.js';
import { runOnClient } from '../../run-on-client.js';

export const badPasswordAtClient = defineClientDiagnoser({
  meta: badPassword.meta,
  look(attempt, context) {
    const { passwords, methods, offered } = loginOf(attempt);
    const [first] = passwords;
    if (!first || !hasFailed(attempt)) return undefined;
    return {
      weight: CLIENT_WEIGHT.refused,
      key: accountKey(attempt),
      title: `the server refused the password for ${describeAccount(attempt)}`,
      attempts: passwords.length,
      proofs: [{ record: first }, ...passwords.slice(1).map((record) => ({ record }))],
      advise: () => ({
        summary: `The server refused what was given as the password ${passwords.length === 1 ? 'once' : `${passwords.length} times`}${methods.length === 0 ? '.' : `; it would go on with ${methods.join(', ')}.`}`,
        causes: [
          'Mistyped, another keyboard layout, or the password of another account.',
          'Another user name was meant: without USER@ or User in ssh_config, ssh takes the local one. The server asks for a password where there is no such user, too.',
          'The account may not log in with a password, which the server does not tell: root under PermitRootLogin prohibit-password, a locked or expired account, AllowUsers.',
          'Nobody typed: without a terminal ssh sends an empty password.',
        ],
        fixes: [
          runOnClient('see which user name ssh takes, and try again with the one that is meant', [showOptions(releaseOf(attempt), hostWord(attempt), ['user']), `ssh -o PreferredAuthentications=keyboard-interactive,password ${destination(attempt)}`]),
          ...(offered.length > 0 ? [runOnClient('see why ssh asked for a password at all: which keys it offered before', [`ssh -v ${destination(attempt)} 2>&1 | grep -i "offering\\|trying private\\|continue"`])] : []),
        ],
        unknowns: [
          askServer(attempt, context, 'Whether the user exists, and whether the password was wrong or refused for another reason'),
        ],
      }),
    };
  },
});
