import { group } from '../peer.js';
import { type ClientPattern, defineClientPattern } from './define.js';

/** What a shell says that cannot run a program: the one that runs ProxyCommand, or one of the remote side. */
export const shell: readonly ClientPattern[] = [
  // A shell names itself, perhaps with a line number, then the program; what it says of it is strerror's word or its own.
  defineClientPattern({
    id: 'client-program-not-run',
    emits: 'client.program-not-run',
    heads: [],
    ends: 'lf',
    regex: /^(?:\/[\w./-]{1,100}\/)?(?:ba|da|k|mk|z|a|tc|c|fi)?sh: (?:line \d{1,6}: |\d{1,6}: )?(?:exec: )?([^:]{1,400}): (No such file or directory|not found|command not found|Permission denied|cannot execute(?:: .{1,80})?)$/,
    decode: (m) => ({ program: group(m, 1), fault: /not found|No such/.test(group(m, 2)) ? 'not-found' as const : 'not-executable' as const }),
    samples: [
      { text: '/bin/bash: line 1: /usr/bin/corkscrew: No such file or directory', fields: { program: '/usr/bin/corkscrew', fault: 'not-found' } },
      { text: 'sh: 1: exec: ncat: not found', fields: { program: 'ncat', fault: 'not-found' } },
      { text: '/bin/sh: /usr/local/bin/proxy: Permission denied', fields: { program: '/usr/local/bin/proxy', fault: 'not-executable' } },
    ],
  }),
  defineClientPattern({
    id: 'client-program-not-run-zsh',
    emits: 'client.program-not-run',
    heads: [],
    ends: 'lf',
    regex: /^(?:\/[\w./-]{1,100}\/)?zsh:(?:\d{1,6}:)? ?(command not found|no such file or directory|permission denied): ([^:]{1,400})$/,
    decode: (m) => ({ program: group(m, 2), fault: group(m, 1) === 'permission denied' ? 'not-executable' as const : 'not-found' as const }),
    samples: [{ text: 'zsh:1: command not found: corkscrew', fields: { program: 'corkscrew', fault: 'not-found' } }],
  }),
];
