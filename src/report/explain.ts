import type { FindingMeta } from '../finding.js';
import { markdownBlocks, type Block } from './markdown-blocks.js';
import { palette, type Style } from './style.js';
import { header } from './text/header.js';
import { wrap } from './wrap.js';

const BODY = '  ';
const CODE = '      ';

/** The marks of code stay, since a command must be told from prose without colour; those of bold text go. */
function inline(text: string, style: Style): string {
  const { paste, label } = palette(style);
  const painted = (code: string, bold: string | undefined) => (bold === undefined ? paste(code) : label(bold));
  return text.replace(/`[^`]+`|\*\*([^*]+)\*\*/g, painted);
}

function blockLines(block: Block, style: Style): string[] {
  switch (block.type) {
    case 'heading':
      return wrap(block.text, style.width).map((line) => palette(style).title(line));
    case 'paragraph':
      return wrap(inline(block.text, style), style.width, BODY);
    case 'item':
      return wrap(inline(block.text, style), style.width, `${BODY}${block.bullet} `, BODY + ' '.repeat(block.bullet.length + 1));
    case 'code':
      return block.lines.map((line) => (line === '' ? '' : CODE + palette(style).paste(line)));
  }
}

/** The page behind a code for a terminal: headings at the margin, prose indented and wrapped, code as it is. */
export function formatExplanation(meta: FindingMeta, style: Style): string {
  const lines = [...header({ ...meta, title: meta.summary }, style), `${BODY}category: ${meta.category}`];
  let previous: Block['type'] = 'paragraph';
  for (const block of markdownBlocks(meta.explain)) {
    // A heading belongs to what follows, and the items of a list to each other.
    const tight = previous === 'heading' || (previous === 'item' && block.type === 'item');
    lines.push(...(tight ? [] : ['']), ...blockLines(block, style));
    previous = block.type;
  }
  return `${lines.join('\n')}\n`;
}
