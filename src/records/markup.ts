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

/** What people put in front of a text, if anything. */
export function marksBefore(text: string): string {
  const lead = MARKS.has(text.charCodeAt(0)) ? LEAD.exec(text) : null;
  return lead ? text.slice(0, lead[0].length - (lead[1]?.length ?? 0)) : '';
}

/** A text without code marks around it: ssh itself begins no line with one. */
export function withoutCodeMarks(text: string): string {
  const marks = /^`{1,3}/.exec(text)?.[0] ?? '';
  return text.slice(marks.length, marks !== '' && text.endsWith(marks) ? -marks.length : undefined);
}

/** Windows PowerShell names the program in front of what it wrote to a redirected standard error: mostly in the first line alone. */
const POWERSHELL = /^(?:[A-Za-z]:[^:*?"<>|]{0,259}\\)?(?:ssh|scp|sftp|git|rsync)(?:\.exe)? : /i;

/** A text without the program that PowerShell names in front of it. */
export function withoutProgram(text: string): string {
  return text.slice(POWERSHELL.exec(text)?.[0].length ?? 0);
}

/** A text without the colours of a terminal (journalctl, ccze, grep). sshd itself never writes an escape as it is. */
export function withoutColours(text: string): string {
  return text.includes('\x1b') ? text.replace(COLOUR, '') : text;
}

// oxlint-disable-next-line no-control-regex -- what a terminal obeys: CSI, a title (OSC), and the short ones
const CONTROL = /\x1b(?:\[[0-?]{0,32}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78])/g;

/** A line of a terminal (`script`, a copy of its window) without what the terminal obeyed. ssh itself writes no escape as it is either. */
function withoutControls(text: string): string {
  return text.includes('\x1b') ? text.replace(CONTROL, '') : text;
}

const CARRIAGE_RETURN = 13;

/** What a terminal shows of a line. Prompts and the meter of a transfer go back to the first column before they write. */
export function shownText(raw: string): string {
  const text = withoutControls(raw);
  let end = text.length;
  while (text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
  let begin = 0;
  while (begin < end && text.charCodeAt(begin) === CARRIAGE_RETURN) begin++;
  return text.slice(begin, end);
}
