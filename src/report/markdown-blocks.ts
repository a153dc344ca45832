/** A block of the Markdown that explanations are written in. */
export type Block =
  | { type: 'heading' | 'paragraph'; text: string }
  | { type: 'item'; bullet: string; text: string }
  | { type: 'code'; lines: string[] };

const FENCE = /^\s*```/;
const HEADING = /^#{1,6} +(.*)$/;
const ITEM = /^\s*(-|\*|\d+\.) +(.*)$/;

/** Markdown (paragraphs, headings, flat lists, fenced code) as blocks; other constructs count as paragraphs. */
export function markdownBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  let code: string[] | undefined;
  for (const line of markdown.split('\n')) {
    if (FENCE.test(line)) {
      if (code === undefined) blocks.push({ type: 'code', lines: (code = []) });
      else code = undefined;
      open = undefined;
    } else if (code !== undefined) {
      code.push(line);
    } else if (line.trim() === '') {
      open = undefined;
    } else {
      open = textBlock(line, open, blocks);
    }
  }
  return blocks;
}

/** Adds a line of text to the open block or begins a new one; returns the block that the next line may continue. */
function textBlock(line: string, open: Block | undefined, blocks: Block[]): Block | undefined {
  const heading = HEADING.exec(line);
  const item = ITEM.exec(line);
  if (heading === null && item === null && open !== undefined && 'text' in open) {
    open.text += ` ${line.trim()}`;
    return open;
  }
  const block: Block = heading !== null
    ? { type: 'heading', text: heading[1] ?? '' }
    : item !== null
      ? { type: 'item', bullet: item[1] === '*' ? '-' : item[1] ?? '-', text: item[2] ?? '' }
      : { type: 'paragraph', text: line.trim() };
  blocks.push(block);
  return heading === null ? block : undefined;
}
