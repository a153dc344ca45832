import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { connects, levelOf, parseSshArguments } from '../../../src/cli/ssh/arguments.js';
import { loggedArguments } from '../../../src/cli/ssh/logged-arguments.js';
import { separateSshArguments } from '../../../src/cli/ssh/own-arguments.js';

const RELEASE = '9.2';

/** Words, the host, the letters that are read as options, the level. */
const CASES: [words: string, host: string | undefined, letters: string, level?: string][] = [
  ['host', 'host', ''],
  ['fred@host -v', 'fred@host', 'v', 'debug1'],
  ['-v host -v uptime -v', 'host', 'vv', 'debug2'],
  ['-vvN4 host', 'host', 'vvN4', 'debug2'],
  ['-vvvvv host', 'host', 'vvvvv', 'debug3'],
  ['-p 22 host', 'host', 'p'],
  ['-p22 host', 'host', 'p'],
  ['-Np22 host', 'host', 'Np'],
  ['-Np 22 -- host -v', 'host', 'Np'],
  ['-- host -v', 'host', ''],
  ['host -- -v', 'host', ''],
  ['host -l fred -- -v', 'host', 'l'],
  ['-l -- host -v', 'host', 'l'],
  ['-q host', 'host', 'q', 'quiet'],
  ['-qv host', 'host', 'qv', 'debug1'],
  ['-vq host', 'host', 'vq', 'quiet'],
  ['-vqv host', 'host', 'vqv', 'fatal'],
  ['-oLogLevel=ERROR host', 'host', 'o', 'error'],
  ['-o LogLevel=ERROR -o LogLevel=DEBUG host', 'host', 'oo', 'error'],
  ['-o loglevel=debug host', 'host', 'o', 'debug1'],
  ['-v -o LogLevel=ERROR host', 'host', 'vo', 'debug1'],
  ['-o LogLevel=ERROR -v host', 'host', 'ov', 'debug1'],
  ['-q -o LogLevel=DEBUG3 host', 'host', 'qo', 'quiet'],
  ['-i -v host', 'host', 'i'],
  ['-b 127.0.0.1 -c aes128-ctr -D 1080 -F none -i key -L 1:h:2 -R 1:h:2 -m hmac-sha2-256 -S none -e none host', 'host', 'bcDFiLRmSe'],
  ['-J jump -W h:22 host', 'host', 'JW'],
  ['-w 0:0 -B lo -I pkcs host', 'host', 'wBI'],
  ['-1246aCfgkKMnNsTtxXYy host', 'host', '1246aCfgkKMnNsTtxXYy'],
  ['-P host', 'host', 'P'],
  ['host -E log uptime', 'host', 'E'],
  ['-vElog host', 'host', 'vE', 'debug1'],
];

describe('arguments of ssh', () => {
  test.each(CASES)('%s', (words, host, letters, level) => {
    const parsed = parseSshArguments(words.split(' '), RELEASE);
    expect(parsed?.host).toBe(host);
    expect(parsed?.options.map(({ letter }) => letter).join('')).toBe(letters);
    expect(levelOf(parsed?.options ?? [])).toBe(level);
    expect(parsed && connects(parsed)).toBe(true);
  });

  test('values, attached or a word of their own, as they are', () => {
    const { options } = parseSshArguments(['-oUser=a b', 'host', '-E', '', '-p', '-v'], RELEASE) ?? { options: [] };
    expect(options.map(({ value }) => value?.text)).toEqual(['User=a b', '', '-v']);
  });

  test.each([['-Z host'], ['--help'], ['-p'], ['-v host -l'], ['-vo']])('%s is refused, as ssh refuses it', (words) => {
    expect(parseSshArguments(words.split(' '), RELEASE)).toBeUndefined();
  });

  test.each([['-V'], ['-Q cipher'], ['-G host'], ['-O check host'], ['-O exit host'], ['-v'], ['host -G'], ['--']])('%s makes no connection', (words) => {
    const parsed = parseSshArguments(words.split(' '), RELEASE);
    expect(parsed && connects(parsed)).toBe(false);
  });

  test('from 9.4 on -P takes a tag', () => {
    expect(parseSshArguments(['-P', 'tag', 'host'], '9.4')?.host).toBe('host');
    expect(parseSshArguments(['-P', 'tag', 'host'], '9.3')?.host).toBe('tag');
  });

  const noSsh = spawnSync('ssh', ['-V']).error !== undefined;
  // What needs a real key, library or address, or is no user, ssh refuses for another reason.
  const asked = CASES.filter(([words]) => !/-- (?:host )?-v|-l --|-W|-1246|-P|-F none|-I /.test(words));
  test.skipIf(noSsh).each(asked)(`ssh itself reads ${noSsh ? '(skipped: no ssh) ' : ''}%s like that`, (words, host, _, level = 'info') => {
    const { stdout, stderr } = spawnSync('ssh', ['-F', 'none', '-E', '/dev/null', '-G', ...words.replace('-vElog', '-vE/dev/null').replace('-E log', '-E /dev/null').split(' ')], { encoding: 'utf8' });
    expect(stderr).not.toContain('usage');
    expect(/^hostname (.*)$/m.exec(stdout)?.[1]).toBe(host?.replace(/.*@/, ''));
    const shown = { quiet: 'SILENT', debug1: 'DEBUG' }[level] ?? level.toUpperCase();
    expect(/^loglevel (.*)$/m.exec(stdout)?.[1]).toBe(shown);
  });
});

describe('arguments with which ssh logs', () => {
  const logged = (words: string, level = 'info', release = RELEASE) => {
    const args = words.split(' ');
    const parsed = parseSshArguments(args, release);
    if (!parsed) throw new Error(words);
    return loggedArguments(args, parsed, { level: (levelOf(parsed.options) ?? level) as 'info', release, file: '/t/log' }).join(' ');
  };

  test.each([
    ['host uptime', '-o LogLevel=DEBUG3 -E /t/log host uptime'],
    ['-v host', '-vv -E /t/log -v host'],
    ['-vvv host', '-E /t/log -vvv host'],
    ['-E own host', '-o LogLevel=DEBUG3 -E /t/log host'],
    ['-NEown host -E other ls -E x', '-o LogLevel=DEBUG3 -NE/t/log host -E /t/log ls -E x'],
    ['-q host', '-o LogVerbose=* -E /t/log -q host'],
    ['-o LogLevel=ERROR host', '-o LogVerbose=* -E /t/log -o LogLevel=ERROR host'],
    ['-q -v host', '-vv -E /t/log -v host'],
  ])('%s', (words, expected) => expect(logged(words)).toBe(expected));

  test('a level of the configuration counts as one of the arguments', () => {
    expect(logged('host', 'error')).toBe('-o LogVerbose=* -E /t/log host');
    expect(logged('host', 'debug2')).toBe('-o LogLevel=DEBUG3 -E /t/log host');
  });

  test.each([
    ['-q host', '-o LogLevel=DEBUG3 -E /t/log host'],
    ['-Nq4 host -q ls -q', '-o LogLevel=DEBUG3 -E /t/log -N4 host ls -q'],
    ['-vq host', '-vv -E /t/log -v host'],
  ])('before 8.5: %s', (words, expected) => expect(logged(words, 'info', '7.4')).toBe(expected));
});

test.each([
  ['host -v', '-- host -v'],
  ['--keep host', '--keep -- host'],
  ['--keep --color never -v host', '--keep --color never -- -v host'],
  ['--color=never --redact=ip,user host --keep', '--color=never --redact=ip,user -- host --keep'],
  ['--keep -- host', '--keep -- -- host'],
  ['--help', '--help --'],
  ['-4 --help', '-- -4 --help'],
])('sshlog ssh %s', (words, expected) => {
  expect(separateSshArguments(['ssh', ...words.split(' ')]).join(' ')).toBe(`ssh ${expected}`);
});
