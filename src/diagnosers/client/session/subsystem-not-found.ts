import { eventsOf, lastOf } from '../../../attempts/attempt.js';
import type { Fix } from '../../../finding.js';
import { subsystemNotFound as ofServer } from '../../session/subsystem-not-found.js';
import { internalSftp } from '../../session/subsystem-line.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { askServer, destination } from '../advice.js';
import { serverPlace, serverWord } from './words.js';
import { runOnClient } from '../../run-on-client.js';

export const subsystemNotFound = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt, context) {
    const event = eventsOf(attempt, 'client.request-refused').find(({ fields }) => fields.request === 'subsystem');
    if (!event) return undefined;
    const sent = lastOf(attempt, 'client.command-sent')?.fields;
    const asked = sent && 'subsystem' in sent ? sent.subsystem : undefined;
    // Without -v only the programs around it tell what was wanted.
    const isSftp = asked === undefined ? lastOf(attempt, 'client.gave-up') !== undefined : asked === 'sftp';
    const byScp = lastOf(attempt, 'client.gave-up')?.fields.program === 'scp';
    const old: Fix = runOnClient('copy with the old protocol, which needs no sftp on the server', [byScp ? `scp -O FILE ${destination(attempt)}:` : `scp -O ${destination(attempt)}:FILE .`], 'Before 9.0 scp needs no -O: the old protocol is its own. The server needs the program scp.');
    return {
      weight: CLIENT_WEIGHT.named,
      key: asked ?? '',
      title: 'the server has no such subsystem',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `The login at ${serverWord(attempt)} succeeded, but the server does not start the subsystem ${isSftp ? 'sftp' : 'that was asked for'}.`,
        causes: [
          'The Subsystem line is missing in its sshd_config, commented out, or in a file that is not included.',
          'The program of that line does not exist: sshd to 5.x answers the same then.',
          ...(byScp ? ['scp of 9.0 and later speaks sftp: the server worked with older ones.'] : []),
          'The server is no OpenSSH, and has no sftp (network devices, dropbear without sftp-server).',
        ],
        fixes: isSftp ? [old, internalSftp(serverPlace(attempt))] : [],
        unknowns: [askServer(attempt, context, 'Whether the line is missing or its program')],
      }),
    };
  },
});
