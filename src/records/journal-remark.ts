import { type Envelope, NOTHING_ASSUMED } from './envelope.js';

const REMARK = /^-- (?:Boot [0-9a-f]{32}|Reboot|No entries|(?:Logs begin|Journal begins) at .{1,200}) --$/;

/** What journalctl says between the entries; nobody's message. */
export const journalRemark: Envelope = {
  name: 'journal-remark',
  first: '-',
  read(line) {
    if (line.length > 256 || !REMARK.test(line)) return undefined;
    return { time: undefined, timeAssumed: NOTHING_ASSUMED, host: undefined, program: undefined, pid: undefined, message: line };
  },
  samples: [
    '-- Boot 3f0c1d2e4b5a46978899aabbccddeeff --',
    '-- Reboot --',
    '-- No entries --',
    '-- Logs begin at Fri 2026-11-20 12:00:00 UTC, end at Fri 2026-11-20 13:00:00 UTC. --',
    '-- Journal begins at Fri 2026-11-20 12:00:00 UTC, ends at Fri 2026-11-20 13:00:00 UTC. --',
  ].map((line) => ({ line, host: undefined, program: undefined, pid: undefined, message: line })),
};
