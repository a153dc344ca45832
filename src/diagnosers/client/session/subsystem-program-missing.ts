import { subsystemProgramMissing as ofServer } from '../../session/subsystem-program-missing.js';
import { internalSftp } from '../../session/subsystem-line.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { failedCommand, isKnownFree, NOT_FOUND, notFoundThere } from './remote-command.js';
import { askServer, destination } from '../advice.js';
import { serverPlace, serverWord } from './words.js';
import { runOnClient } from '../../run-on-client.js';

export const subsystemProgramMissing = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt, context) {
    const end = failedCommand(attempt);
    if (end?.subsystem === undefined || end.status !== NOT_FOUND) return undefined;
    const said = notFoundThere(attempt);
    // A forced command, or a login shell, can end like this as well.
    if (!said && !isKnownFree(attempt)) return undefined;
    const isSftp = end.subsystem === 'sftp';
    return {
      weight: CLIENT_WEIGHT.named,
      key: end.subsystem,
      title: 'the server did not find the program of the subsystem',
      proofs: said ? [{ record: said.record }, { record: end.event.record }] : [{ record: end.event.record }],
      advise: () => ({
        summary: `The login at ${serverWord(attempt)} succeeded and the subsystem is known there, but the shell that was to start its program ended with status 127: it did not find it.`,
        causes: ['The path on the Subsystem line of its sshd_config is that of another system.', 'The package with sftp-server is not installed.', 'A chroot in which the program is missing.'],
        fixes: isSftp ? [
          runOnClient('copy with the old protocol, which needs no sftp on the server', [`scp -O ${destination(attempt)}:FILE .`], 'Before 9.0 scp needs no -O. The server needs the program scp.'),
          internalSftp(serverPlace(attempt)),
        ] : [],
        unknowns: [askServer(attempt, context, 'Which path it is')],
      }),
    };
  },
});
