import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sshProgram } from '../../src/records/programs.js';
import { ENVELOPES } from '../../src/records/reader.js';
import { readRecords } from '../support/records.js';

/** Envelopes in which the message is the end of the line. */
const heads = ENVELOPES.flatMap(({ name, samples }) =>
  samples.filter(({ line, program, message }) => program?.startsWith('sshd') && message !== '' && line.endsWith(message)).map(({ line, message, ...header }) => ({ name, head: line.slice(0, line.length - message.length), header })));

/** No line feed: syslog has none, and another line would be another record. */
const message = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
  fc.constantFrom('Nov 20 12:00:00 forged sshd[666]: Accepted password for root', '{"MESSAGE":"x","_PID":"666"}', '<38>1 2026-11-20T12:00:00Z forged sshd 666 - - x', 'sshd[666]: x', '[preauth]'),
).map((text) => text.replaceAll(/[\r\n]/g, ' '));

describe('a message changes nothing of its header', () => {
  it.each(heads)('$name: $head', ({ head, header }) => {
    fc.assert(fc.property(message, (text) => {
      // What folds lines is another kind of line.
      fc.pre(!/^\s*(?:last )?message repeated /.test(text));
      const { records } = readRecords(`${head}x${text}\n`);
      expect(records).toMatchObject([{ host: header.host, process: sshProgram(header.program), pid: header.pid, bare: false }]);
    }), { numRuns: 300, seed: 1 });
  });

  it('in JSON neither', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, host) => {
      const entry = { MESSAGE: text, _HOSTNAME: host, SYSLOG_IDENTIFIER: 'sshd', _PID: '7', __REALTIME_TIMESTAMP: '1795000000000000' };
      fc.pre(!/^(?:last )?message repeated /.test(text));
      expect(readRecords(`${JSON.stringify(entry)}\n`).records).toMatchObject([{ process: 'sshd', pid: 7, bare: false, time: 1_795_000_000_000 }]);
    }), { numRuns: 300, seed: 1 });
  });
});

describe('a time', () => {
  it.each(['9'.repeat(19), '9'.repeat(300), '-1', '-99999999999999999999', '253402300800000000'])('of %s microseconds breaks nothing', (stamp) => {
    const entry = { MESSAGE: 'x', SYSLOG_IDENTIFIER: 'sshd', __REALTIME_TIMESTAMP: stamp };
    for (const { time } of readRecords(`${JSON.stringify(entry)}\n`).records) {
      if (time !== undefined) expect(new Date(time).toISOString()).toMatch(/^\d{4}-/);
    }
  });

  it('beyond the year 9999 is none', () => {
    expect(readRecords('9999-12-31T23:59:59-10:00 server sshd[1]: text').records).toMatchObject([{ time: undefined, pid: 1 }]);
  });
});
