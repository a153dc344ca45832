/** What somebody does with an editor who reads a fix: lines of a configuration into the place where they count. */

/** Keywords whose lines add up, or are told apart by their first word: another line of them does not lose to the first. */
const REPEATABLE = new Set(['hostkey', 'listenaddress', 'port', 'acceptenv', 'allowusers', 'allowgroups', 'denyusers', 'denygroups']);

const isMatch = (line: string) => /^\s*(?:Match|Host)\b/i.test(line);

/** What decides whether two lines set the same thing. */
function subject(line: string): string {
  const [keyword = '', first = ''] = line.trim().split(/[\s=]+/);
  return keyword.toLowerCase() === 'subsystem' ? `subsystem ${first}` : keyword.toLowerCase();
}

/** Index of the first block, behind which nothing is global. */
function firstBlock(lines: readonly string[]): number {
  const at = lines.findIndex(isMatch);
  return at < 0 ? lines.length : at;
}

function insert(lines: readonly string[], at: number, added: readonly string[]): string[] {
  return [...lines.slice(0, at), ...added, ...lines.slice(at)];
}

/** Blocks: the Match line and what follows it. */
function blocks(lines: readonly string[]): string[][] {
  const found: string[][] = [];
  for (const line of lines) {
    if (isMatch(line)) found.push([line]);
    else found.at(-1)?.push(line);
  }
  return found;
}

const body = (block: readonly string[]) => block.slice(1).map((line) => line.trim()).filter((line) => line !== '').join('\n');

/**
 * The configuration after a fix with action `set`: a global line takes the place of those that set the same, or stands on top,
 * where it wins; a block stands before the other blocks, of which the first that matches wins.
 */
export function setLines(text: string, added: readonly string[]): string {
  const lines = text.split('\n');
  const block = firstBlock(added);
  const globals = added.slice(0, block);
  const subjects = new Set(globals.map(subject));
  const end = firstBlock(lines);
  const bodies = new Set(blocks(added).map(body));
  const others = blocks(lines.slice(end)).filter((other) => !bodies.has(body(other))).flat();
  const global = lines.slice(0, end).filter((line) => !subjects.has(subject(line)));
  return [...globals, ...global, ...added.slice(block), ...others, ''].join('\n');
}

/** The same for ssh_config: of a client's configuration the first value counts, whatever block it stands in. */
export function setClientLines(text: string, added: readonly string[]): string {
  return [...added, ...(added.some(isMatch) ? ['Host *'] : []), text].join('\n');
}

/** The configuration after a fix with action `append`: below what is there, but a global line above the first block. */
export function appendLines(text: string, added: readonly string[]): string {
  const lines = text.replace(/\n*$/, '').split('\n');
  const block = firstBlock(added);
  const globals = added.slice(0, block);
  const before = firstBlock(lines);
  const clash = globals.find((line) => !REPEATABLE.has(subject(line)) && lines.slice(0, before).some((other) => subject(other) === subject(line)));
  if (clash !== undefined) throw new Error(`appended, ${clash} would lose to a line that is there`);
  return [...insert(lines, before, globals), ...added.slice(block), ''].join('\n');
}

/** `append ,NAME to its KEYWORD line` */
export function appendToLine(text: string, keyword: string, addition: string): string {
  const changed = text.replace(new RegExp(`^(${keyword}\\s.*)$`, 'im'), `$1${addition}`);
  if (changed === text) throw new Error(`there is no ${keyword} line to append to`);
  return changed;
}
