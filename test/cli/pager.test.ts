import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { scratch, sshlog, until } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

const BIN = resolve('bin/sshlog.js');
const LOG = resolve('fixtures/centos6/secure');
const missing = spawnSync('script', ['--version']).error !== undefined;
const directory = scratch();
/** A pager that marks each line. */
const MARK = "sed 's/^/| /'";

const long = join(directory, 'secure');
writeFileSync(long, readFileSync('fixtures/attack/brute-force.log', 'utf8').repeat(400));

/** What the progress bar of a slow machine draws, and how it goes. */
// oxlint-disable-next-line no-control-regex -- it begins and ends with them
const BAR = /\x1b7.*?\x1b\[2K/gs;

interface Typed {
  env?: Record<string, string>;
  rows?: number;
  /** Typed once this has been shown. */
  keys?: { after: string; text: string };
  bin?: string;
}

/** Runs sshlog on a terminal of 80 columns. @returns what the terminal shows, without colours, and the exit status */
function onTerminal(command: string, { env = {}, rows = 24, keys, bin = BIN }: Typed = {}): Promise<{ shown: string; status: number | null }> {
  const { NO_COLOR: _no, FORCE_COLOR: _force, PAGER: _pager, SSHLOG_PAGER: _own, LESS: _less, ...inherited } = process.env;
  const shell = `stty rows ${rows} cols 80; ${process.execPath} ${bin} ${command}`;
  const child = spawn('script', ['-qefc', shell, '/dev/null'], { env: { ...inherited, TERM: 'xterm', TZ: 'UTC', NO_COLOR: '1', XDG_CONFIG_HOME: '/nonexistent', ...env } });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text.replaceAll('\r', '');
  });
  if (keys) void until(() => shown.includes(keys.after)).then(() => child.stdin.write(keys.text));
  return new Promise((done, failed) => child.on('error', failed).on('close', (status) => done({ shown: shown.replaceAll(BAR, ''), status })));
}

describe(`the pager${missing ? ' (skipped: script of util-linux is not installed)' : ''}`, () => {
  test.skipIf(missing).each([
    `diagnose --fail-on error ${LOG}`, `trace root ${long}`, `events ${LOG}`, `sessions ${long}`, `stats ${long}`, 'explain no-common-mac', 'codes',
  ])('%s: shows what is longer than the terminal', async (command) => {
    const { shown, status } = await onTerminal(command, { env: { SSHLOG_PAGER: MARK }, rows: 6 });
    const lines = shown.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(6);
    expect(lines.filter((line) => !line.startsWith('| '))).toEqual([]);
    expect(status).toBe(command.startsWith('diagnose') ? 1 : 0);
  });

  test.skipIf(missing).each([
    ['what fits', 'explain no-common-mac', { SSHLOG_PAGER: MARK }, 300],
    ['--no-pager', 'codes --no-pager', { SSHLOG_PAGER: MARK }, 24],
    ['an empty $SSHLOG_PAGER', 'codes', { SSHLOG_PAGER: '', PAGER: MARK }, 24],
    ['cat', 'codes', { PAGER: 'cat' }, 24],
    ['a program that does not exist', 'codes', { SSHLOG_PAGER: 'no-such-program -x' }, 24],
    ['a terminal that can do nothing', 'codes', { PAGER: MARK, TERM: 'dumb' }, 24],
    ['a file', `diagnose -o ${join(directory, 'report.txt')} ${LOG}`, { PAGER: MARK }, 3],
    ['a pipe', 'codes | cat', { PAGER: MARK }, 24],
    ['rows of a pipe, which may be live', `events < ${LOG}`, { PAGER: MARK }, 3],
    ['findings as they come', `diagnose --format ndjson ${LOG}`, { PAGER: MARK }, 3],
  ] as [string, string, Record<string, string>, number][])('not for %s', async (_, command, env, rows) => {
    const { shown, status } = await onTerminal(command, { env, rows });
    expect([status, shown.split('\n').filter((line) => line.startsWith('| '))]).toEqual([0, []]);
    if (!command.includes(' -o ')) expect(shown).toMatch(/no-common-|sshd/);
  });

  test.skipIf(missing)('rows of sessions are wrapped on a terminal, and stay rows in a pipe', async () => {
    const { shown } = await onTerminal(`sessions --no-pager ${LOG}`);
    expect(shown.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const piped = (await onTerminal(`sessions --no-pager ${LOG} | cat`)).shown;
    expect(piped.split('\n').some((line) => line.length > 80)).toBe(true);
    expect(shown.replaceAll(/\n {4}/g, ' ').replaceAll(/ +/g, ' ')).toBe(piped.replaceAll(/ +/g, ' '));
  });

  test.skipIf(missing)('$PAGER where there is no $SSHLOG_PAGER', async () => {
    expect((await onTerminal('codes', { env: { PAGER: MARK } })).shown).toMatch(/^\| /);
  });

  const noLess = missing || spawnSync('less', ['--version']).error !== undefined;
  test.skipIf(noLess)(`else less${noLess ? ' (skipped: it is not installed)' : ''}`, async () => {
    // less ends at once what fits: FRX. This does not, and waits for q.
    const { shown, status } = await onTerminal('codes', { keys: { after: 'hostkey-signing-failed', text: 'q' } });
    expect([status, shown.includes('revoked-keys-file-missing')]).toEqual([0, false]);
  });

  test.skipIf(missing).each(['sessions', 'events', 'trace root', 'diagnose --fail-on warning'])('%s: to quit early is no error', async (command) => {
    const { shown, status } = await onTerminal(`${command} ${long}`, { env: { SSHLOG_PAGER: 'head -n 2' }, rows: 3 });
    expect(shown.replace(/\n$/, '').split('\n').length).toBe(2);
    // The status is that of the analysis.
    expect(status).toBe(command.startsWith('diagnose') ? 1 : 0);
  });

  test.skipIf(missing)('a file beside it becomes complete', async () => {
    const csv = join(directory, 'sessions.csv');
    await onTerminal(`sessions --format text --format csv=${csv} ${long}`, { env: { SSHLOG_PAGER: 'head -n 1' }, rows: 3 });
    const whole = await sshlog(['sessions', '--format', 'csv', long]);
    expect(readFileSync(csv, 'utf8')).toBe(whole.stdout);
  });

  test.skipIf(missing)('Ctrl-C is for the pager: twice, and sshlog waits for it', async () => {
    const pager = "trap 'echo interrupted' INT; echo waiting; sleep 1; sleep 1; cat >/dev/null; echo over";
    const { shown } = await onTerminal('codes', { env: { SSHLOG_PAGER: pager }, keys: { after: 'waiting', text: '\x03\x03' } });
    expect(shown.trimEnd().split('\n').at(-1)).toBe('over');
  });
});

describe(`links to the pages of codes${missing ? ' (skipped: script of util-linux is not installed)' : ''}`, () => {
  /** A package that has one page. */
  const root = scratch();
  const bin = join(root, 'bin/sshlog.js');
  for (const part of ['bin', 'dist/bundle', 'package.json']) cpSync(part, join(root, part), { recursive: true });
  mkdirSync(join(root, 'docs/codes'), { recursive: true });
  writeFileSync(join(root, 'docs/codes/no-common-mac.md'), '# no-common-mac\n');
  const hosts = resolve('fixtures/cli/two-hosts.log');
  const env = { NO_COLOR: '', FORCE_HYPERLINK: '1' };
  // oxlint-disable-next-line no-control-regex -- it begins and ends with them
  const LINK = /\x1b\]8;;(file:[^\x1b]*)\x1b\\([^\x1b]*)\x1b\]8;;\x1b\\/g;
  const links = (shown: string) => [...shown.matchAll(LINK)].map(([, url = '', text]) => [new URL(url).pathname, text]);

  test.skipIf(missing).each([`diagnose ${hosts}`, `diagnose -f ${hosts}`, 'codes', 'explain no-common-mac'])('%s: where there is a page', async (command) => {
    const keys = command.includes('-f') ? { keys: { after: 'no-common-mac', text: '\x03' } } : {};
    const { shown } = await onTerminal(command, { bin, env, rows: 500, ...keys });
    expect(links(shown)).toEqual([[join(root, 'docs/codes/no-common-mac.md'), 'no-common-mac']]);
  });

  test.skipIf(missing).each([
    ['without colours', 'codes', { ...env, NO_COLOR: '1' }, 500],
    ['with --color never', 'codes --color never', env, 500],
    ['in a pipe', 'codes --color always | cat', env, 500],
    ['on a terminal that knows none', 'codes', { NO_COLOR: '', FORCE_HYPERLINK: '0' }, 500],
    ['in a pager that may not know any', 'codes', { ...env, SSHLOG_PAGER: 'cat -v' }, 6],
  ] as [string, string, Record<string, string>, number][])('not %s', async (_, command, environment, rows) => {
    const { shown } = await onTerminal(command, { bin, env: environment, rows });
    expect(shown).toContain('no-common-mac');
    expect(shown).not.toContain(']8;;');
  });
});
