import { definePattern, type Pattern } from './define.js';

export const processes: readonly Pattern[] = [
  definePattern({
    id: 'forked-child',
    emits: 'process.forked',
    level: 'debug1',
    heads: ['Forked'],
    regex: /^Forked child (\d{1,10})\.$/,
    decode: (m) => ({ child: Number(m[1]) }),
    samples: [{ text: 'Forked child 12345.', level: 'debug1', fields: { child: 12345 } }],
  }),
  definePattern({
    id: 'network-child',
    emits: 'process.network-child',
    level: 'debug2',
    heads: ['Network'],
    regex: /^Network child is on pid (\d{1,10})$/,
    decode: (m) => ({ child: Number(m[1]) }),
    samples: [{ text: 'Network child is on pid 12346', level: 'debug2', fields: { child: 12346 } }],
  }),
  definePattern({
    id: 'user-child',
    emits: 'process.user-child',
    level: 'info',
    heads: ['User'],
    regex: /^User child is on pid (\d{1,10})$/,
    decode: (m) => ({ child: Number(m[1]) }),
    samples: [{ text: 'User child is on pid 12347', fields: { child: 12347 } }],
  }),
];
