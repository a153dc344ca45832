import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.js';

const REFUSED = 'ssh: connect to host server port 22: Connection refused';

async function findingsOf(text: string) {
  return (await analyze(text, { file: 'typescript' })).findings;
}

describe('what a terminal obeyed', () => {
  it.each([
    // Bash ends bracketed paste in front of what the command prints, on the same line.
    ['a typescript', `Script started on 2026-11-20 12:00:00+00:00\n\x1b[?2004h\x1b]0;fred@client: ~\x07fred@client:~$ ssh server\r\n\x1b[?2004l\r${REFUSED}\r\r\n\x1b[?2004hfred@client:~$ exit\r\n`],
    ['colours', `\x1b[31m${REFUSED}\x1b[0m\n`],
    ['another character set', `\x1b(B\x1b[m${REFUSED}\x1b[K\r\n`],
  ])('is no part of a line: %s', async (_, text) => {
    const [finding, ...rest] = await findingsOf(text);
    expect(rest).toEqual([]);
    expect(finding?.code).toBe('connection-refused');
    expect(finding?.evidence.map((line) => line.text)).toEqual([REFUSED]);
  });

  it('leaves the lines of a session apart from those of ssh', async () => {
    const [finding] = await findingsOf(`debug1: Connecting to server [192.0.2.250] port 22.\r\n\x1b[1mfred@server: Permission denied (publickey).\x1b[0m\n${REFUSED}\r\n`);
    expect(finding?.code).toBe('connection-refused');
  });

  it('takes no longer where nothing ends it', async () => {
    const start = performance.now();
    await findingsOf(`${'\x1b]'.repeat(8000)}\n${'\x1b['.repeat(8000)}\n${REFUSED}\n`);
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
