import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Style } from '../report/style.js';

/** The installed pages of the codes. */
const pages = () => new URL('../../docs/codes/', import.meta.url);

/** A hyperlink of a terminal (OSC 8): where it leads, and what is shown. */
const LINK = /\x1b\]8;;[^\x07\x1b]*\x1b\\/g; // oxlint-disable-line no-control-regex -- that is how it is written

/**
 * A style whose codes are links to their pages, where they go to a terminal that knows links, and somebody wants more than plain
 * text. What finds that out is loaded only then.
 */
export async function withCodeLinks(style: Style, toFile: boolean): Promise<Style> {
  if (toFile || !process.stdout.isTTY || style.chalk.level === 0 || !existsSync(pages())) return style;
  const { default: supportsHyperlinks } = await import('supports-hyperlinks');
  return supportsHyperlinks.stdout ? { ...style, linkCode } : style;
}

/** @param shown the code as it is painted; it stays as it is where the code has no page */
function linkCode(code: string, shown: string): string {
  const page = new URL(`${encodeURIComponent(code)}.md`, pages());
  if (!existsSync(page)) return shown;
  // A terminal shows what runs elsewhere, too: by the name of the host it can tell that the file is not its own.
  if (process.platform !== 'win32') page.hostname = encodeURIComponent(hostname());
  return `\x1b]8;;${page.href}\x1b\\${shown}\x1b]8;;\x1b\\`;
}

/** Whether a text has links of a terminal in it. */
export function hasLinks(text: string): boolean {
  return text.includes('\x1b]8;;');
}

/** The text for a reader that knows no links. */
export function withoutLinks(text: string): string {
  return text.replace(LINK, '');
}
