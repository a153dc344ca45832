import { eventsOf } from '../../../attempts/attempt.js';
import { setInConfig } from '../../server-change.js';
import { x11ForwardingFailed as ofServer } from '../../session/x11-forwarding-failed.js';
import { defineClientDiagnoser } from '../diagnoser.js';
import { askServer, destination } from '../advice.js';
import { serverPlace, serverWord } from './words.js';
import { runOnClient } from '../../run-on-client.js';

export const x11ForwardingFailed = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt, context) {
    const event = eventsOf(attempt, 'client.request-refused').find(({ fields }) => fields.request === 'x11');
    if (!event) return undefined;
    const ofKey = eventsOf(attempt, 'client.server-remark').some(({ fields }) => fields.remark === 'x11-disabled')
      || eventsOf(attempt, 'client.key-options').some(({ fields }) => !fields.options.includes('x11-forwarding'));
    return {
      key: attempt.hostName ?? '',
      title: 'the server refused X11 forwarding',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `The session at ${serverWord(attempt)} runs without X11 forwarding: the server refused it, and graphical programs will find no display.`,
        causes: ofKey ? ['The key\'s line in authorized_keys, or sshd_config, forbids X11.'] : [
          'X11Forwarding is off, which is the default.', 'The program xauth is not installed on the server.', 'IPv6 is off there while sshd listens on both families: no display can be opened.',
        ],
        fixes: [
          runOnClient('if no graphical program is needed: ask for no X11', [`ssh -x ${destination(attempt)}`]),
          setInConfig(serverPlace(attempt), 'if it is meant to work', ['X11Forwarding yes'], 'xauth must be installed there (package xauth, or xorg-x11-xauth).'),
        ],
        unknowns: ofKey ? [] : [askServer(attempt, context, 'Why it was refused')],
      }),
    };
  },
});
