import type { Connection } from '../../connections/connection.js';
import { defineDiagnoser } from '../diagnoser.js';
import { whereabouts } from '../server-change.js';
import { runOnClient } from '../run-on-client.js';
import { internalSftp } from './subsystem-line.js';

export const subsystemNotFound = defineDiagnoser({
  meta: {
    code: 'subsystem-not-found',
    category: 'session',
    severity: 'error',
    summary: 'a subsystem is not configured',
    explain: `
The client asked for a subsystem, most often sftp, that sshd_config does not have, or that sshd could not start. The login itself
succeeded. sftp and scp (which speaks sftp from 9.0 on) then say "subsystem request failed" or "Connection closed".

## How to fix it
\`\`\`
Subsystem sftp internal-sftp
\`\`\`

internal-sftp is part of sshd: no path that differs between systems, no files needed in a chroot. From 9.5 on a later Subsystem line of the same
name is ignored; before, it stops sshd. Look for a line that is commented out, or in an included file.

For a client of 9.0 or later, \`scp -O\` uses the old protocol meanwhile.`,
  },
  create: (context) => {
    // To 5.3 the same line follows where the program does not exist: that is the reason then.
    const programMissing = new WeakSet<Connection>();
    return {
      'subsystem.program-missing'(_event, connection) {
        if (connection) programMissing.add(connection);
      },
      'subsystem.failed'(event, connection) {
        const { record, fields } = event;
        if (connection && programMissing.has(connection)) return;
        const name = /^[\w@.-]{1,64}$/.test(fields.subsystem) ? fields.subsystem : undefined;
        context.report({
          host: record.host,
          key: fields.subsystem,
          title: fields.reason === 'not-found' ? 'a subsystem was asked for that sshd_config does not have' : 'a subsystem could not be started',
          proofs: [{ record, look: fields.subsystem }],
          connection,
          advise: () => ({
            summary: fields.reason === 'not-found'
              ? `The login succeeded, but there is no usable Subsystem line for ${name ?? 'what the client asked for'}: the client cannot go on.`
              : `The login succeeded, but the program of the subsystem ${name ?? ''} could not be started.`,
            causes: [
              'The Subsystem line is missing, commented out, or in a file that is not included.',
              ...(name === 'sftp' ? ['The program of the Subsystem line does not exist; most releases say so at DEBUG1 only.'] : ['The client asks for a subsystem of another system (netconf, powershell).']),
            ],
            fixes: name === undefined || name !== 'sftp' ? []
              : [
                internalSftp(whereabouts(record, connection)),
                runOnClient('meanwhile, scp of 9.0 and later: use the old protocol', ['scp -O FILE SERVER:']),
              ],
            unknowns: ['Whether the line is missing or its program: LogLevel DEBUG1 names the path that was not found.'],
          }),
        });
      },
    };
  },
});
