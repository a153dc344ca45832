import { firstOf } from '../../../attempts/attempt.js';
import { nologinShell as ofServer } from '../../access/nologin-shell.js';
import { runOnServer } from '../../server-change.js';
import { shellName } from '../../user-name.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { destination } from '../advice.js';
import { serverWord } from './words.js';
import { runOnClient } from '../../run-on-client.js';

export const nologinShell = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt) {
    const event = firstOf(attempt, 'client.account-unavailable');
    const status = firstOf(attempt, 'client.exit-status');
    // A session that went on after the text, or ended well, was not one of nologin.
    if (!event || (status !== undefined && status.fields.status !== 1)) return undefined;
    const name = shellName(attempt.user) ?? 'NAME';
    return {
      weight: CLIENT_WEIGHT.named,
      key: attempt.user ?? '',
      title: 'the account has a shell that lets nobody in',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `The login at ${serverWord(attempt)} succeeded, but the login shell of the account is nologin: it says this and ends.`,
        causes: ['A service account that is not meant for people.', 'An account that was closed this way.', 'An account for sftp or forwarding only.'],
        fixes: [
          runOnClient('if the account is for file transfer or forwarding only, use it for that', [`sftp ${destination(attempt)}`, `ssh -N -L PORT:TARGET:PORT ${destination(attempt)}`]),
          runOnServer('see the shell of the account', [`getent passwd ${name}`]),
          runOnServer('if a person shall log in, give the account a shell', [`usermod -s /bin/sh ${name}`], 'Ask whoever is responsible for the account first: it may be closed on purpose.'),
        ],
        unknowns: [],
      }),
    };
  },
});
