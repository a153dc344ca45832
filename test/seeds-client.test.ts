import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { analyzeFile } from './support/analyze-file.js';

/** Excerpts of a published guide to ssh's messages, as the guide prints them: prompt, command, answer. What each of them shows. */
const SHOWN: Record<string, readonly string[]> = {
  'agent-refused': ['agent-refused'],
  'connection-refused': ['connection-refused'],
  'connection-timed-out': ['connect-timeout'],
  'error-messages-page': ['connect-timeout', 'connection-refused', 'login-failed-unexplained', 'name-not-resolved', 'no-common-hostkey'],
  'login-plain': [],
  'login-verbose': [],
  'name-not-resolved': ['name-not-resolved'],
  'no-matching-cipher': ['no-common-cipher'],
  'no-matching-host-key': ['no-common-hostkey'],
  'no-matching-host-key-verbose': ['no-common-hostkey'],
  'no-matching-mac': ['no-common-mac'],
  'operation-timed-out': ['connect-timeout'],
  'permission-denied': ['login-failed-unexplained'],
  'rsync-command': [],
  'sftp-chroot': ['connection-reset'],
  'sftp-stream-polluted': ['sftp-stream-polluted'],
  'too-many-failures': ['too-many-failures'],
  'too-many-failures-verbose': ['too-many-failures'],
};

const names = readdirSync('fixtures/client/seeds').filter((name) => name.endsWith('.log')).map((name) => name.slice(0, -4));

it('every excerpt has its expectation', () => {
  expect(names.sort()).toEqual(Object.keys(SHOWN).sort());
});

it.each(names)('%s', async (name) => {
  const { findings } = await analyzeFile(`fixtures/client/seeds/${name}.log`);
  expect([...new Set(findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code))].sort()).toEqual(SHOWN[name]);
});
