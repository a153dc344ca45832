import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixturesAsWritten, shell } from './support/console-blocks.js';

/*
 * Every ```console block of these pages is run, command by command, in one directory a page: `$ ` begins a command, what follows is what it
 * prints. UPDATE_DOCS=1 writes the outputs anew.
 */
const PAGES = ['docs/cookbook.md', 'docs/ci.md'];

/** Debian has it as jq; .ci/run installs it. */
const haveJq = spawnSync('jq', ['--version']).status === 0;

interface Command {
  command: string;
  output: string;
}

const BLOCK = /```console\n([^]*?)```/g;
const commandsOf = (block: string): Command[] =>
  block.split(/^\$ /m).slice(1).map((text) => ({ command: text.slice(0, text.indexOf('\n')), output: text.slice(text.indexOf('\n') + 1) }));

describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(page, 'utf8');
  const commands = [...text.matchAll(BLOCK)].flatMap(([, block = '']) => commandsOf(block));
  let directory = '';
  beforeAll(() => {
    directory = fixturesAsWritten();
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('shows no command of sshlog on a fixture that is not run', () => {
    const rest = text.replaceAll(BLOCK, '');
    expect(rest.match(/^ *sshlog [a-z]+ .*fixtures\/.*$/gm)).toBe(null);
    expect(commands.length).toBeGreaterThan(3);
  });

  it.runIf(process.env.UPDATE_DOCS)('is brought up to date', () => {
    const run = (block: string) => commandsOf(block).map(({ command, output }) => `$ ${command}\n${output === '' ? (shell(command, directory), '') : shell(command, directory).stdout}`);
    writeFileSync(page, text.replaceAll(BLOCK, (_, block: string) => `\`\`\`console\n${run(block).join('')}\`\`\``));
  }, 120_000);

  const runnable = commands.filter(({ command }) => haveJq || !/\bjq\b|\.ndjson/.test(command));
  it.skipIf(haveJq)(`runs its commands with jq (skipped: jq is not installed; ${commands.length - runnable.length} commands are not run)`, () => {});

  it.skipIf(process.env.UPDATE_DOCS).each(runnable)('$command', ({ command, output }) => {
    const { stdout, stderr, status } = shell(command, directory);
    // What a baseline accepts and leaves out is said there.
    expect(stderr).toMatch(command.includes('--baseline') ? /^(?:sshlog: .* (?:accepts|left out).*\n)?$/ : /^$/);
    // Where no output is shown, it goes to a file or is not the point.
    if (output !== '') expect(stdout).toBe(output);
    expect(status).toBe(command.includes('--fail-on error') && !command.includes('known.json') ? 1 : 0);
  });
});
