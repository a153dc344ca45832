import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer, setInConfig, whereabouts } from '../server-change.js';
import { quotePath } from '../shell.js';

export const remoteForwardPortInUse = defineDiagnoser({
  meta: {
    code: 'remote-forward-port-in-use',
    category: 'session',
    severity: 'warning',
    summary: 'the port of a remote forwarding is taken',
    explain: `
A user asked sshd to listen on a port or socket for him (ssh -R), and something listens there already. Most often it is his own session of
before: the network broke, his client came back, and the server does not know yet that the old session is dead.

## How to fix it
Let the server notice sooner:

\`\`\`
ClientAliveInterval 30
ClientAliveCountMax 3
\`\`\`

and let the client fail, so that whatever restarts it tries again: \`ExitOnForwardFailure yes\`, \`ServerAliveInterval 30\`. For Unix-domain sockets
\`StreamLocalBindUnlink yes\` (6.7) removes the one that was left behind.

\`ss -ltnp\` shows who listens.`,
  },
  create: (context) => ({
    'forward.listen-failed'(event, connection) {
      const { record, fields } = event;
      // sshd's own line behind that of the system carries no error.
      if (fields.errno !== 'EADDRINUSE') return;
      const quoted = fields.path === undefined ? undefined : quotePath(fields.path);
      context.report({
        host: record.host,
        key: `${fields.listenPort ?? ''} ${fields.path ?? ''}`,
        title: 'a remote forwarding could not listen: its address is taken',
        proofs: [{ record }],
        connection,
        advise: () => ({
          summary: `A logged-in user asked sshd to listen ${fields.listenPort === undefined ? 'for him' : `on port ${fields.listenPort}`}, and something listens there already.`,
          causes: ['His own earlier session, which is dead without the server knowing.', 'Another user, or a service, that has this port.'],
          fixes: [
            runOnServer('see who listens', fields.path !== undefined ? ['ss -lxp', ...(quoted === undefined ? [] : [`ls -l ${quoted}`])] : [`ss -ltnp${fields.listenPort === undefined ? '' : ` 'sport = :${fields.listenPort}'`}`]),
            setInConfig(whereabouts(record, connection), 'let the server notice sooner that a client is gone', [
              'ClientAliveInterval 30', 'ClientAliveCountMax 3', ...(fields.path === undefined ? [] : ['StreamLocalBindUnlink yes']),
            ]),
            { side: 'client', summary: 'let the client end where it cannot forward, so that it is started again', action: 'append', file: '~/.ssh/config', lines: ['Host SERVER', '    ExitOnForwardFailure yes', '    ServerAliveInterval 30'] },
          ],
          unknowns: fields.listenPort === undefined && fields.path === undefined ? ['Which port it was: releases to 7.6 do not say in this line.'] : [],
        }),
      });
    },
  }),
});
