import type { ConfigurationLine, Setting } from '../configuration/index.js';
import type { Edit, Fix } from '../finding.js';

/** The line with other arguments; blanks, spelling, and the comment behind them stay. */
export function withArguments(line: ConfigurationLine, text: string): string {
  const first = line.arguments[0];
  const last = line.arguments.at(-1);
  if (first === undefined || last === undefined) return line.raw;
  return line.raw.slice(0, first.span[0]) + text + line.raw.slice(last.span[1]);
}

/** The line with a further argument. */
export function withFurther(line: ConfigurationLine, text: string): string {
  const last = line.arguments.at(-1);
  return last === undefined ? line.raw : `${line.raw.slice(0, last.span[1])} ${text}${line.raw.slice(last.span[1])}`;
}

/** The edit that puts another text in place of a line. */
export function replacing(line: ConfigurationLine, text: string): Edit {
  return { file: line.file, line: line.line, replaces: line.raw, lines: [text] };
}

/** The system writes these files itself, and again at the next update. */
export function isGenerated({ line }: Pick<Setting, 'line'>): boolean {
  return line.file.includes('/crypto-policies/') || /\/\d*-?redhat\.conf$/.test(line.file);
}

/** The fix with its edits; what goes to one place goes there in one. */
export function withEdits(fix: Fix, edits: readonly Edit[]): Fix {
  const joined = edits.reduce<Edit[]>((all, edit) => {
    const last = all.at(-1);
    const goesOn = last !== undefined && last.replaces === undefined && edit.replaces === undefined && last.file === edit.file && last.line === edit.line;
    if (goesOn) last.lines.push(...edit.lines);
    else all.push({ ...edit, lines: [...edit.lines] });
    return all;
  }, []);
  return { ...fix, lines: joined.flatMap(({ lines }) => lines), edits: joined };
}
