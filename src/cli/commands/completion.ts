import type { Command } from 'commander';
import { bashCompletion } from '../reference/bash.js';
import { describeCommandLine } from '../reference/command-line.js';
import { fishCompletion } from '../reference/fish.js';
import { vocabulary } from '../reference/vocabulary.js';
import { zshCompletion } from '../reference/zsh.js';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

export type Shell = keyof typeof SCRIPTS;

/** `sshlog completion SHELL`: a script for the shell to read, made from what the commands are defined by. */
export function completion(shell: Shell, program: Command): void {
  process.stdout.write(SCRIPTS[shell](describeCommandLine(program, vocabulary())));
}
