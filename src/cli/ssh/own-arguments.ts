/** Options of `sshlog ssh` itself; `true` for those that take a value. */
const OWN: ReadonlyMap<string, boolean> = new Map([['--keep', false], ['--help', false], ['-h', false], ['--redact', true], ['--color', true]]);

/**
 * Puts `--` in front of the first word behind `sshlog ssh` that is not one of its own options: from there on all words are those of
 * ssh, whatever they look like.
 * @param args behind `sshlog`
 */
export function separateSshArguments(args: readonly string[]): string[] {
  let index = 1;
  for (let word = args[index]; word !== undefined; word = args[index]) {
    const takes = OWN.get(word.replace(/=.*$/s, ''));
    if (takes === undefined) break;
    index += takes && !word.includes('=') ? 2 : 1;
  }
  return [...args.slice(0, index), '--', ...args.slice(index)];
}
