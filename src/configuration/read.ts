import { backportedBy } from '../openssh/backports.js';
import { isVendorKeyword, keywordSpelled, nearestKeyword, serverKeyword, spellingFault } from '../openssh/server-keywords.js';
import { allBefore, describeRange, type Release, type ReleaseRange } from '../openssh/version.js';
import { faultsTogether } from './check-together.js';
import { valueFaults, vendorWarnings } from './check-value.js';
import { readCriteria } from './match-line.js';
import { looksEffective } from './effective-output.js';
import type {
  Configuration, ConfigurationFile, ConfigurationLine, ConfigurationProblem, ConfigurationSource, MatchBlock, Place, Setting,
} from './types.js';
import { splitLine } from './words.js';

/** As deep as sshd follows Includes. */
const MAX_DEPTH = 16;
/** Bounds that no configuration of people reaches. */
export const MAX_FILE_BYTES = 4_000_000;
const MAX_FILES = 1000;
const MAX_SETTINGS = 100_000;
/** Where sshd looks for what an Include does not name from the root on. */
const DIRECTORY = '/etc/ssh';

interface Reader {
  source: ConfigurationSource;
  range: ReleaseRange;
  files: Map<string, ConfigurationFile>;
  settings: Setting[];
  problems: ConfigurationProblem[];
  /** Those that were reported, by place and reason: a file that is included twice has its faults once. */
  told: Set<string>;
  /** A bound was reached: nothing more is read. */
  full: boolean;
}

/**
 * Reads a configuration with all that it includes. What is wrong with it stands in `problems`; only its first file must be
 * readable.
 * @param release of the server; keywords that it does not know are errors then
 * @throws what `source.read` throws for `path`
 */
export function readConfiguration(path: string, source: ConfigurationSource, release?: Release): Configuration {
  const text = source.read(path);
  const range: ReleaseRange = release === undefined ? {} : { min: release, max: release };
  const reader: Reader = { source, range, files: new Map(), settings: [], problems: [], told: new Set(), full: false };
  readText(reader, text, { file: path, blocks: [], via: [], path: [path] });
  for (const { line, reason } of faultsTogether(reader.settings, range)) report(reader, line, reason);
  // What sshd printed itself it takes, too.
  const isOutput = looksEffective(reader.files.get(path)?.lines ?? []);
  return {
    kind: isOutput ? 'effective' : 'file',
    files: [...reader.files.values()],
    settings: reader.settings,
    problems: isOutput ? [] : inOrder(reader),
    ...(release !== undefined && { release }),
  };
}

interface Where {
  file: string;
  /** Around the Include that led here. */
  blocks: readonly MatchBlock[];
  via: readonly ConfigurationLine[];
  /** Files that include each other, the present one last. */
  path: readonly string[];
}

function readText(reader: Reader, text: string, where: Where): void {
  const { file, blocks: outer } = where;
  if (!admit(reader, file, text)) return;
  let known = reader.files.get(file);
  if (known === undefined) {
    const lines = text.split('\n').map((raw, i) => readLine(raw.replace(/\r$/, ''), { file, line: i + 1 }, reader));
    if (lines.at(-1)?.raw === '') lines.pop();
    reader.files.set(file, (known = { path: file, lines }));
  }
  let blocks = outer;
  for (const line of known.lines) {
    if (reader.full) return;
    if (line.keyword === undefined) continue;
    if (line.name === 'Match') blocks = [...outer, readMatch(reader, line, where.via.length > 0 && outer.length === 0)];
    else if (line.name === 'Include') include(reader, line, { ...where, blocks });
    else take(reader, line, { ...where, blocks });
  }
}

function admit(reader: Reader, file: string, text: string): boolean {
  const refuse = (reason: string) => {
    report(reader, { file, line: 1 }, reason);
    return false;
  };
  if (text.length > MAX_FILE_BYTES) return refuse(`the file has over ${MAX_FILE_BYTES / 1_000_000} MB, which is no configuration`);
  const binary = text.indexOf('\0');
  if (binary >= 0) return refuse(`byte ${binary} of the file is zero, so that it is no text`);
  return true;
}

function readLine(raw: string, place: Place, reader: Reader): ConfigurationLine {
  const words = splitLine(raw, reader.range);
  if (words === undefined) return { ...place, raw, arguments: [] };
  const keyword = keywordSpelled(words.keyword.text, reader.range);
  const line = { ...place, raw, keyword: words.keyword, arguments: words.args, ...(keyword && { name: keyword.name }) };
  const fault = keyword === undefined ? unknownKeyword(words.keyword.text)
    : backportedBy('keywords', words.keyword.text, reader.range) === undefined ? spellingFault(words.keyword.text, reader.range) : undefined;
  if (keyword === undefined && isVendorKeyword(words.keyword.text)) {
    report(reader, place, `${words.keyword.text} is known to builds of some vendors only`, 'warning');
  } else if (fault !== undefined) {
    report(reader, place, keyword === undefined ? fault : `${words.keyword.text} is ${fault}; this server has OpenSSH ${describeRange(reader.range)}`);
  } else if (words.unclosed) {
    report(reader, place, `a quote is not closed`);
  } else if (words.args.length === 0) {
    report(reader, place, `${words.keyword.text} lacks its value`);
  } else {
    for (const reason of valueFaults(line, reader.range)) report(reader, place, reason);
    for (const reason of vendorWarnings(line, reader.range)) report(reader, place, reason, 'warning');
  }
  return line;
}

function unknownKeyword(name: string): string {
  const near = nearestKeyword(name);
  return `${name} is no keyword of sshd_config in any release${near === undefined ? '' : `; perhaps ${near} is meant`}`;
}

function readMatch(reader: Reader, line: ConfigurationLine, isIncluded: boolean): MatchBlock {
  const { criteria, faults } = readCriteria(line.arguments, reader.range);
  for (const fault of faults) report(reader, line, fault);
  const overlooked = isIncluded && (reader.range.min === '8.2' || reader.range.min === '8.3');
  if (overlooked) report(reader, line, `OpenSSH ${reader.range.min} overlooks Match in included files`, 'warning');
  return { file: line.file, line: line.line, criteria, source: line, ...(overlooked && { never: true }) };
}

function take(reader: Reader, line: ConfigurationLine, { blocks, via }: Where): void {
  if (line.name === undefined || line.arguments.length === 0) return;
  if (!blocks.every(({ criteria: [first] }) => first?.name === 'All') && !allowedInMatch(line, reader.range)) {
    report(reader, line, `${line.keyword?.text ?? line.name} may not stand in a Match block`);
    return;
  }
  if (reader.settings.length >= MAX_SETTINGS) {
    report(reader, line, `there are over ${MAX_SETTINGS} settings, which is no configuration`);
    reader.full = true;
    return;
  }
  reader.settings.push({ name: line.name, args: line.arguments.map(({ text }) => text), line, blocks, via });
}

function allowedInMatch({ name = '', keyword }: ConfigurationLine, range: ReleaseRange): boolean {
  const inMatch = /^DSAAuthentication$/i.test(keyword?.text ?? '') ? undefined : serverKeyword(name)?.inMatch;
  return inMatch === true || (inMatch !== undefined && !allBefore(range, inMatch));
}

function include(reader: Reader, line: ConfigurationLine, where: Where): void {
  const { path } = where;
  for (const { text } of line.arguments) {
    const pattern = text.startsWith('/') ? text : `${DIRECTORY}/${text}`;
    for (const file of [...reader.source.glob(pattern)].sort(byBytes)) {
      if (reader.full) return;
      if (path.includes(file)) {
        report(reader, line, `Include leads back to ${file}, in a circle`);
      } else if (path.length > MAX_DEPTH) {
        report(reader, line, `Includes are nested more than ${MAX_DEPTH} deep`);
      } else if (reader.files.size >= MAX_FILES) {
        report(reader, line, `more than ${MAX_FILES} files are included`);
        reader.full = true;
      } else {
        includeFile(reader, file, line, where);
      }
    }
  }
}

function includeFile(reader: Reader, file: string, line: ConfigurationLine, { blocks, via, path }: Where): void {
  let text: string;
  try {
    text = reader.source.read(file);
  } catch (error) {
    report(reader, line, `${file} cannot be included: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  readText(reader, text, { file, blocks, via: [...via, line], path: [...path, file] });
}

/** As the files were read, line by line. */
function inOrder({ problems, files }: Reader): ConfigurationProblem[] {
  const order = [...files.keys()];
  return problems.toSorted((a, b) => order.indexOf(a.file) - order.indexOf(b.file) || a.line - b.line);
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function report(reader: Reader, { file, line }: Place, reason: string, severity: 'error' | 'warning' = 'error'): void {
  const key = JSON.stringify([file, line, reason]);
  if (reader.told.has(key)) return;
  reader.told.add(key);
  reader.problems.push({ file, line, severity, reason });
}
