import { definePattern, type Pattern } from './define.js';

/** Output of a session for which the client has no use. */
export const sessionOutput: readonly Pattern[] = [
  definePattern({
    id: 'session-output-discarded',
    emits: 'session.output-discarded',
    level: 'debug3',
    heads: ['channel'],
    regex: /^channel (\d{1,10}): discard efd$/,
    decode: (m) => ({ channel: Number(m[1]) }),
    samples: [{ text: 'channel 0: discard efd', level: 'debug3', fields: { channel: 0 } }],
  }),
];
