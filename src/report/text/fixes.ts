import type { Edit, Fix } from '../../finding.js';
import { task, WHERE } from '../fix-words.js';
import { printable } from '../safe-text.js';
import { palette, type Style } from '../style.js';
import { wrap } from '../wrap.js';

/** sshd_config, ssh_config, authorized_keys and the shell all skip leading blanks: an indented line can be pasted. */
const PASTE = '      ';

/** Lines to paste are never wrapped: a broken line would be another configuration. */
function paste(lines: readonly string[], style: Style): string[] {
  return lines.map((line) => (line === '' ? '' : PASTE + palette(style).paste(printable(line))));
}

/** Where the configuration is known: which line becomes which. */
function editLines({ file, line, replaces, lines }: Edit, style: Style): string[] {
  const place = `${printable(file)}:${line}`;
  if (replaces === undefined) return [...wrap(`insert at ${place}:`, style.width, '    '), ...paste(lines, style)];
  return [
    ...wrap(`replace ${place}`, style.width, '    '),
    `${PASTE}${printable(replaces.trim())}`,
    '    by:',
    ...paste(lines, style),
  ];
}

function fixBlock(fix: Fix, label: string, style: Style): string[] {
  const colours = palette(style);
  const { lines = [], commands = [], strength, caution, edits } = fix;
  const said = `${label} ${WHERE[fix.side]}${strength === undefined ? '' : ` [${strength}]`}:`;
  const [head = '', ...tail] = wrap(`${said} ${printable(fix.summary)}`, style.width, '  ', '    ');
  const painted = head
    .replace(label, () => colours.label(label))
    .replace(`[${strength}]`, (text) => (strength === undefined ? text : `[${colours.strength[strength](strength)}]`));
  return [
    painted,
    ...tail,
    ...(edits ? edits.flatMap((edit) => editLines(edit, style)) : lines.length === 0 ? [] : [...wrap(task(fix), style.width, '    '), ...paste(lines, style)]),
    ...(commands.length === 0 ? [] : [`    ${lines.length === 0 ? 'run' : 'then run'}:`, ...paste(commands, style)]),
    ...(caution === undefined ? [] : wrap(`caution: ${printable(caution)}`, style.width, '    ', '      ')),
  ];
}

/** What to do, the best first: the side, how safe the result is, lines and commands to paste. One block a fix. */
export function fixBlocks(fixes: readonly Fix[], style: Style): string[][] {
  return fixes.map((fix, i) => fixBlock(fix, fixes.length === 1 ? 'fix' : `fix ${i + 1} of ${fixes.length}`, style));
}
