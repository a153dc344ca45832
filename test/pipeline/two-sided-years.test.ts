import { expect, test } from 'vitest';
import { createTwoSidedAnalyzer } from '../../src/pipeline/two-sided.js';

const DECEMBER = Date.UTC(2026, 11, 20);
const JANUARY = Date.UTC(2027, 0, 1, 0, 0, 5);

/** The times of two lines, of which the second comes weeks after the input was opened. */
async function times(front: string, last: string, first: string): Promise<string[]> {
  const found: string[] = [];
  const note = ({ record }: { record: { time: number | undefined } }) => found.push(new Date(record.time ?? 0).toISOString());
  const analyzer = createTwoSidedAnalyzer({ onEvent: note, onClientEvent: note });
  const input = analyzer.open('-', DECEMBER);
  input.line(`${front}Dec 19 12:00:00 ${last}`, 1, false);
  await input.ready();
  input.advance(JANUARY);
  input.line(`${front}Jan  1 00:00:01 ${first}`, 2, false);
  await input.ready();
  input.end(200);
  return found;
}

const OVER_NEW_YEAR = ['2026-12-19T12:00:00.000Z', '2027-01-01T00:00:01.000Z'];
const LOGIN = 'Failed password for fred from 192.0.2.1 port 4022 ssh2';

test.each([
  ['a log of a server', '', `server sshd[42]: ${LOGIN}`],
  ['what grep gathers of it', '/var/log/auth.log:', `server sshd[42]: ${LOGIN}`],
  ['a log of a client', '', 'laptop ssh[42]: ssh: connect to host 192.0.2.1 port 22: Connection refused'],
])('%s that is still written comes to the new year', async (_, front, line) => {
  expect(await times(front, line, line)).toEqual(OVER_NEW_YEAR);
});
