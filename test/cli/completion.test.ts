import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { scratch, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 60_000 });

const directory = scratch();
const script = (shell: string) => join(directory, `sshlog.${shell}`);

/** Asks the shell itself: the words that it offers for the last word of a line, or the line as it completes it. */
const SHELLS: Record<string, (words: string[]) => string[]> = {
  bash: (words) => run('bash', ['-c', `source ${script('bash')}; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _sshlog; printf '%s\\n' "\${COMPREPLY[@]}"`, 'bash',
    // As readline hands it over: = is a word of its own.
    ...words.flatMap((word) => (word.startsWith('--') || words.at(-2) === '--format' ? word.split(/(?<==)|(?==)/) : [word]))]),
  zsh: (words) => run('zsh', ['-f', '-c', ZPTY, 'zsh', script('zsh'), words.join(' ')]).flatMap((line) => /<<sshlog.* ([^ ]+?)[ ,]*>>/.exec(line)?.[1] ?? []),
  fish: (words) => run('fish', ['--no-config', '-c', `source ${script('fish')}; complete -C ${JSON.stringify(words.join(' '))}`]).map((line) => line.split('\t')[0] ?? ''),
};

/** A zsh in a terminal of its own, in which the line and a tab are typed. Ctrl-X prints what the line has become. */
const ZPTY = String.raw`
  zmodload zsh/zpty
  zpty shell zsh -f -i
  zpty -w shell "PROMPT=; autoload -Uz compinit; compinit -u -D; source $1; show() { print -r -- \"<<\$BUFFER>>\" }; zle -N show; bindkey '^X' show; print RE''ADY"
  while zpty -r shell line; do [[ $line == *READY* ]] && break; done
  zpty -w -n shell "$2"$'\t\x18'
  while zpty -r shell line; do print -r -- "$line"; [[ $line == *'>>'* ]] && break; done
  zpty -d shell`;

function run(command: string, args: string[]): string[] {
  const { stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', cwd: directory, timeout: 20_000, env: { ...process.env, TERM: 'dumb', HOME: directory } });
  if (error) throw error;
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

beforeAll(async () => {
  writeFileSync(join(directory, 'report.log'), '');
  for (const shell of Object.keys(SHELLS)) {
    const { status, stdout } = await sshlog(['completion', shell]);
    expect(status).toBe(0);
    writeFileSync(script(shell), stdout);
  }
});

const shells = Object.entries(SHELLS).map(([shell, complete]) => {
  const missing = spawnSync(shell, ['--version']).error !== undefined;
  return { shell, complete, missing, title: missing ? `${shell} (skipped: it is not installed)` : shell };
});

describe.each(shells)('$title', ({ shell, complete, missing }) => {
  test.skipIf(missing).each([
    ['a command', ['sshlog', 'diagn'], 'diagnose'],
    ['a code', ['sshlog', 'explain', 'no-common-m'], 'no-common-mac'],
    ['a code of a list', ['sshlog', 'diagnose', '--select', 'attack,no-common-m'], 'attack,no-common-mac'],
    ['an option', ['sshlog', 'diagnose', '--sev'], '--severity'],
    ['an option of one command only', ['sshlog', 'stats', '--verb'], '--verbose'],
    ['a format', ['sshlog', 'diagnose', '--format', 'conc'], 'concise'],
    ['a format of another command', ['sshlog', 'events', '--format', 'oc'], 'ocsf'],
    ['a choice', ['sshlog', 'diagnose', '--fail-on', 'warn'], 'warning'],
    ['a threshold', ['sshlog', 'diagnose', '--threshold', 'brute-force-w'], 'brute-force-window='],
    ['a schema', ['sshlog', 'schema', 'fin'], 'finding'],
    ['a shell', ['sshlog', 'completion', 'fi'], 'fish'],
    ['a command to be helped with', ['sshlog', 'help', 'sess'], 'sessions'],
  ])('completes %s', (_, words, expected) => {
    expect(complete(words).map((word) => (shell === 'zsh' && expected.startsWith('--') ? word.replace(/=$/, '') : word))).toEqual([expected]);
  });

  // bash completes files by itself, where the reply is empty.
  test.skipIf(missing).each([
    ['a log', ['sshlog', 'diagnose', 'repor'], 'report.log'],
    ['the file of an output', ['sshlog', 'diagnose', '-o', 'repor'], 'report.log'],
    ['the file of a format', ['sshlog', 'diagnose', '--format', 'json=repor'], 'json=report.log'],
  ])('completes %s', (_, words, expected) => {
    expect(complete(words)).toEqual(shell === 'bash' ? [] : [expected]);
  });

  test.skipIf(missing)('offers nothing where only the user knows', () => {
    expect(complete(['sshlog', 'diagnose', '--since', 'no'])).toEqual(shell === 'zsh' ? ['no'] : []);
  });
});

test('another shell is a usage error', async () => {
  expect(await sshlog(['completion', 'tcsh'])).toMatchObject({ status: 2, stderr: expect.stringContaining('Allowed choices are bash, zsh, fish') as string });
});
