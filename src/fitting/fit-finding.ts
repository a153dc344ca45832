import type { ConnectionFacts, Setting } from '../configuration/index.js';
import { WHERE_TO_PUT } from '../diagnosers/access/list-refusal.js';
import type { ConfiguredLine, Finding, Fix } from '../finding.js';
import type { ReleaseRange } from '../openssh/version.js';
import { fitFix } from './fit-fix.js';
import { createOutlook, type Knowledge, type Outlook } from './outlook.js';
import { isOfList, rootShutOut, originOf, reasonsOf } from './reasons.js';
import { TOPICS } from './topics.data.js';

/** Connections of a finding that are looked at one by one. */
const MAX_CONNECTIONS = 20;
/** A line that is quoted in a report is at most this long. */
const MAX_TEXT = 1024;

/** A finding, told with what the configuration of its server says. */
export function fitFinding(finding: Finding, knowledge: Knowledge, range: ReleaseRange, realName: (name: string) => string): Finding {
  const outlook = createOutlook(knowledge, factsOf(finding, realName), range);
  const topics = TOPICS[finding.code] ?? [];
  const rulings = topics.map((keyword) => ({ keyword, ...outlook.ruling(keyword) }));
  const settings = rulings.flatMap((ruling) => ruling.settings);
  const undecided = rulings.flatMap((ruling) => ruling.undecided);
  const isList = isOfList(finding.code);
  const isShutOut = rootShutOut(outlook) !== undefined;
  const isKnown = settings.length > 0 && undecided.length === 0;
  const fitted = finding.fixes.filter((fix) => !(isKnown && asksSshd(fix)) && !(isShutOut && installsKey(fix))).map((fix) => fitOne(fix, finding, outlook));
  const reasons = reasonsOf(finding.code, outlook);
  const known = new Set(rulings.filter((ruling) => ruling.settings.length > 0 && ruling.undecided.length === 0).map(({ keyword }) => keyword));
  return {
    ...finding,
    causes: [
      ...reasons,
      ...settings.flatMap((setting) => originOf(setting, outlook) ?? []),
      // Where the entry is found, nothing is left to suppose.
      ...finding.causes.filter((cause) => !(isList && reasons.length > 0) && !contradicts(cause, settings)),
    ],
    fixes: fitted.flatMap(({ fix }) => fix ?? []),
    ...(settings.length > 0 && { configured: settings.map((setting) => configuredLine(setting, outlook)) }),
    unknowns: [
      ...finding.unknowns.filter((unknown) => !(topics.length > 0 && known.has(topics[0] ?? '') && /\bsshd -T\b/.test(unknown))),
      ...undecided.map((setting) => doubt(setting, outlook)),
    ],
  };
}

/** Nobody needs to ask for what is shown. */
function asksSshd({ action, commands = [] }: Fix): boolean {
  return action === 'run' && commands.some((command) => command.startsWith('sshd -T'));
}

/** A key is of no use to root where root may not log in. */
function installsKey({ commands = [] }: Fix): boolean {
  return commands.some((command) => command.startsWith('ssh-copy-id ') && command.includes(' root@'));
}

/** Who connected, from where; each pair once. */
function factsOf({ affected, users, sources }: Finding, realName: (name: string) => string): ConnectionFacts[] {
  const pairs = affected.length > 0 ? affected : [{ user: users[0]?.name, ip: sources[0]?.ip }];
  const facts = new Map<string, ConnectionFacts>();
  for (const { user, ip } of pairs) {
    if ((user === undefined && ip === undefined) || facts.size >= MAX_CONNECTIONS) continue;
    // Text of the configuration is bytes.
    const name = user === undefined ? undefined : Buffer.from(realName(user), 'utf8').toString('latin1');
    facts.set(`${ip} ${name}`, { ...(name !== undefined && { user: name }), ...(ip !== undefined && { address: ip }) });
  }
  return [...facts.values()];
}

function fitOne(fix: Fix, finding: Finding, outlook: Outlook): { fix?: Fix } {
  const fitted = fitFix(fix, outlook);
  if ('fix' in fitted) return { fix: readable(fitted.fix, fix, outlook) };
  if ('unclear' in fitted) {
    const places = [...new Set(fitted.unclear.map(outlook.placeOf))].join(', ');
    return { fix: { ...fix, caution: `${places} may set it for these connections, and would win. ${fix.caution ?? ''}`.trim() } };
  }
  // What is set and did not help is no advice; where the server does not act on it, it has not read it.
  if (finding.category === 'attack' || finding.code === 'login-failed-unexplained') return {};
  const { lines: _lines, action: _action, file: _file, ...rest } = fix;
  return {
    fix: {
      ...rest, action: 'run',
      summary: `${fix.lines?.join(', ')} is set already: ${outlook.quote(fitted.held)}. If the server does not act on it, it has not read it since: test and reload it`,
    },
  };
}

function readable(fix: Fix, { lines: advised }: Fix, { show }: Outlook): Fix {
  if (fix.edits === undefined) return fix;
  const edits = fix.edits.map((edit) => ({
    ...edit, file: show(edit.file), lines: edit.lines.map(show), ...(edit.replaces !== undefined && { replaces: show(edit.replaces) }),
  }));
  const caution = fix.caution?.replace(WHERE_TO_PUT, '').trim();
  return { ...fix, edits, lines: edits.flatMap(({ lines }) => lines), ...(advised && { advised }), ...(caution !== undefined && { caution }) };
}

function doubt(setting: Setting, { quote }: Outlook): string {
  if (setting.blocks.length === 0) return `Whether ${quote(setting)} wins: of several lines of ${setting.name}, some releases take the first and some the last.`;
  return `Whether ${quote(setting)} applies: that depends on what the log does not tell, such as the groups of the user.`;
}

/** A cause such as "PermitRootLogin is no." where it is set to something else. */
function contradicts(cause: string, settings: readonly Setting[]): boolean {
  const [, keyword, value] = /^(\w+) is ([\w-]+)\b/.exec(cause) ?? [];
  const same = settings.filter(({ name }) => name === keyword);
  const plain = (word = '') => word.toLowerCase().replace('without-password', 'prohibit-password');
  return same.length > 0 && !same.some(({ args }) => plain(args[0]) === plain(value));
}

function configuredLine({ name, line, blocks }: Setting, { show }: Outlook): ConfiguredLine {
  const told = (text: string) => show(text.slice(0, MAX_TEXT));
  const text = told(line.raw);
  const shown = told(line.raw.slice(line.keyword?.span[0] ?? 0, line.arguments.at(-1)?.span[1]));
  const at = text.indexOf(shown);
  return {
    file: told(line.file),
    line: line.line,
    text,
    ...(at >= 0 && { mark: [at, at + shown.length] as [number, number] }),
    keyword: name,
    ...(blocks.length > 0 && { blocks: blocks.map(({ source }) => ({ file: told(source.file), line: source.line, text: told(source.raw) })) }),
  };
}
