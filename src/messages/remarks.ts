import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

/** SSH_MSG_DEBUG (RFC 4253 section 11.3): what sshd tells the client of its reasons, noted on this side too. */
export const remarks: readonly Pattern[] = [
  definePattern({
    id: 'debug-message',
    emits: 'auth.remark',
    heads: ['Remote:', 'sending'],
    regex: /^(?:Remote|sending debug message): (.*)$/s,
    decode: (m) => ({ text: group(m, 1) }),
    samples: [
      { text: 'Remote: Your host key was accepted', level: 'debug1', fields: { text: 'Your host key was accepted' } },
      {
        text: 'sending debug message: /home/fred/.ssh/authorized_keys:1: key options: command user-rc',
        level: 'debug3',
        fields: { text: '/home/fred/.ssh/authorized_keys:1: key options: command user-rc' },
      },
    ],
  }),
];
