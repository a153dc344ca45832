import { firstOf } from '../../../attempts/attempt.js';
import { sftpStreamPolluted as ofServer } from '../../session/sftp-stream-polluted.js';
import { runOnServer, setInConfig } from '../../server-change.js';
import { patternName } from '../../user-name.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { copyPollution, textOfLength } from './pollution.js';
import { destination } from '../advice.js';
import { serverPlace, serverWord } from './words.js';
import { runOnClient } from '../../run-on-client.js';

const GUARD = ['case $- in *i*) ;; *) return ;; esac'];

export const sftpStreamPolluted = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt) {
    const tooLong = firstOf(attempt, 'client.message-too-long');
    const printed = tooLong ? undefined : copyPollution(attempt);
    const record = tooLong?.record ?? printed;
    if (!record) return undefined;
    const text = tooLong && textOfLength(tooLong.fields.length);
    // A length that is no text: another protocol answers, or a packet was damaged.
    if (tooLong && text === undefined) return undefined;
    const user = patternName(attempt.user) ?? 'NAME';
    return {
      weight: CLIENT_WEIGHT.exact,
      key: text ?? '',
      title: 'something on the server prints into the file transfer',
      proofs: [{ record }],
      advise: () => ({
        summary: text === undefined
          ? `A start-up file of the account at ${serverWord(attempt)} prints text, which scp takes for the answer to its request: it shows the text and ends.`
          : `A start-up file of the account at ${serverWord(attempt)} prints text, which the client takes for the length of a packet: the four bytes of ${tooLong?.fields.length ?? 0} are the characters "${text}", with which that text begins.`,
        causes: [
          '~/.bashrc, ~/.cshrc, ~/.zshenv or a file that they read prints something, though no terminal is there.',
          '/etc/ssh/sshrc or ~/.ssh/rc prints something.',
          'ForceCommand, or command= on the key\'s line, runs a program that is not sftp-server.',
        ],
        fixes: [
          runOnClient('see what is printed: nothing should be', [`ssh ${destination(attempt)} true | od -c | head`]),
          { side: 'server', summary: 'stop early where no terminal is there: at the top of ~/.bashrc of the account', action: 'set', file: '~/.bashrc', lines: GUARD },
          runOnServer('or find the line that prints, and let it write to standard error (>&2) or not at all', ['grep -n "echo\\|printf\\|cat \\|fortune\\|motd" ~/.bashrc ~/.profile ~/.cshrc ~/.zshenv ~/.ssh/rc /etc/ssh/sshrc /etc/profile.d/*']),
          setInConfig(serverPlace(attempt), 'or, for an account that is for sftp only: no shell reads any file then', [`Match User ${user}`, '    ForceCommand internal-sftp']),
        ],
        unknowns: ['Which file prints it: the first letters are a hint.'],
      }),
    };
  },
});
