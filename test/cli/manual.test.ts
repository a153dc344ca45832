import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.js';
import { describeCommandLine } from '../../src/cli/reference/command-line.js';
import { manPages } from '../../src/cli/reference/man-page.js';
import { vocabulary } from '../../src/cli/reference/vocabulary.js';
import { version } from '../../src/version.js';

const line = describeCommandLine(createProgram(version()), vocabulary());
const pages = manPages(line);

test('the manual in man/ is what the definitions make (npm run man writes it)', () => {
  const written = new Map(readdirSync('man').map((name) => [name, readFileSync(`man/${name}`, 'utf8')]));
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(pages));
});

test('the package tells man where it is', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { directories: { man: string }; files: string[] };
  expect(manifest.directories.man).toBe('man');
  expect(manifest.files).toContain('man');
});

test('every command and each of its options has its place', () => {
  for (const command of line.commands.filter(({ name }) => name !== 'help')) {
    const page = pages.get(`sshlog-${command.name}.1`) ?? '';
    expect(pages.get('sshlog.1')).toContain(`\\fB${command.name}\\fR`);
    for (const { flags } of command.options) for (const flag of flags) expect(page).toContain(`\\fB${flag.replaceAll('-', '\\-')}\\fR`);
  }
});

const noMan = spawnSync('man', ['--version']).error !== undefined;

describe(`man${noMan ? ' (skipped: it is not installed)' : ''}`, () => {
  test.skipIf(noMan).each([...pages.keys()])('renders %s without a warning', (name) => {
    const { status, stdout, stderr } = spawnSync('man', ['--warnings', '-l', `man/${name}`], { encoding: 'utf8', env: { ...process.env, MANWIDTH: '80', LC_ALL: 'C.UTF-8' } });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('SYNOPSIS');
    expect(stdout.split('\n').filter((text) => text.length > 80)).toEqual([]);
  });
});

const noMandoc = spawnSync('mandoc', ['-Tlint', 'man/sshlog.1']).error !== undefined;

describe(`mandoc${noMandoc ? ' (skipped: it is not installed)' : ''}`, () => {
  test.skipIf(noMandoc).each([...pages.keys()])('finds nothing wrong with %s but that it has no date', (name) => {
    const { stdout } = spawnSync('mandoc', ['-Tlint', '-Wwarning', `man/${name}`], { encoding: 'utf8' });
    expect(stdout.split('\n').filter((message) => message !== '' && !message.includes('missing date'))).toEqual([]);
  });
});
