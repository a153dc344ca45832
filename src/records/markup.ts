/** Quotes of a mail, bullets, an indented block, a code mark. */
const LEAD = /^[ \t>|]*(?:[-*+] +|\d{1,4}[.)] +)?(`{0,3})/;
// oxlint-disable-next-line no-control-regex -- ESC is what begins a colour
const COLOUR = /\x1b\[[\d;]{0,32}[mK]/g;

const MARKS = new Set([...' \t>|-*+`123456789'].map((mark) => mark.charCodeAt(0)));

/** A text without what people put around it: quotes, bullets, indentation. */
export function withoutQuotes(text: string): string {
  if (!MARKS.has(text.charCodeAt(0))) return text;
  const lead = LEAD.exec(text);
  const start = lead?.[0].length ?? 0;
  if (start === 0) return text;
  return text.slice(start, lead?.[1] && text.endsWith(lead[1]) ? -lead[1].length : undefined);
}

/** A text without the colours of a terminal (journalctl, ccze, grep). sshd itself never writes an escape as it is. */
export function withoutColours(text: string): string {
  return text.includes('\x1b') ? text.replace(COLOUR, '') : text;
}
