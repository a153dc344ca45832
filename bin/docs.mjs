#!/usr/bin/env node
/**
 * Writes the pages of docs/ that follow from the source: docs/codes/ (one page per finding code, and an index) and docs/messages.md.
 * Needs a build. With --check nothing is written: it names the pages that are not up to date, and fails where there are some.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { METAS } from '../dist/diagnosers/metas.js';
import { registry } from '../dist/messages/registry.js';
import { compareReleases, NEWEST_RELEASE, OLDEST_RELEASE } from '../dist/openssh/version.js';
import { listenersOf } from '../dist/pipeline/explain-line.js';
import { code, inline, table } from '../dist/report/markdown-text.js';
import { meaningOf } from '../dist/report/meanings.js';

const GENERATED = '<!-- Written by `npm run docs` from the source: change it there. -->\n';
/** Characters of a message that a table shows; offers are longer. */
const MESSAGE = 160;

const metas = METAS.toSorted((a, b) => (a.code < b.code ? -1 : 1));
const categories = [...new Set(METAS.map((meta) => meta.category))];
const types = [...new Set(registry.patterns.map(({ emits }) => emits))].toSorted();
const listeners = new Map(types.map((type) => [type, listenersOf({ type })]));
const topicOf = (type) => type.split('.')[0];

const lines = (columns, rows) => `${table(columns, rows.map((cells) => cells.map(String))).join('\n')}\n`;

function codePage({ code: name, category, severity, summary, explain }) {
  const sample = `fixtures/${category}/${name}.log`;
  const events = types.filter((type) => listeners.get(type).includes(name));
  return [
    GENERATED,
    `# ${name}\n`,
    `${summary[0].toUpperCase()}${summary.slice(1)}. Category [${category}](README.md#${category}), severity ${severity}.\n`,
    `${explain.trim()}\n`,
    ...(existsSync(sample) ? [`## Example\n\n\`\`\`\nsshlog diagnose --select ${name} ${sample}\n\`\`\`\n`] : []),
    ...(events.length > 0 ? [`## Events\n\n${events.map((type) => `[${type}](../messages.md#${topicOf(type)})`).join(', ')}\n`] : []),
    `\`sshlog explain ${name}\` prints this page.\n`,
  ].join('\n');
}

function codeIndex() {
  const sections = categories.map((category) => {
    const rows = metas.filter((meta) => meta.category === category).map(({ code: name, severity, summary }) => [`[${name}](${name}.md)`, severity, inline(summary)]);
    return `## ${category}\n\n${lines(['code', 'severity', 'summary'], rows)}`;
  });
  return `${GENERATED}\n# Findings\n\n${metas.length} codes. A finding of severity \`error\` kept someone out who should get in, or something is broken; \`warning\` needs attention;
\`info\` is good to know.\n\n${sections.join('\n')}`;
}

function releases() {
  const all = [];
  for (let [major, minor] = OLDEST_RELEASE.split('.').map(Number); ; minor === 9 ? (major++, minor = 0) : minor++) {
    all.push(`${major}.${minor}`);
    if (all.at(-1) === NEWEST_RELEASE) return all;
  }
}

/** Whether a release may write a wording. */
function writes({ since, until }, release) {
  return (since === undefined || compareReleases(since, release) <= 0) && (until === undefined || compareReleases(release, until) <= 0);
}

function messagesPage() {
  const { patterns } = registry;
  const perRelease = releases().map((release) => [
    release,
    patterns.filter((pattern) => writes(pattern, release)).length,
    patterns.filter(({ since }) => since === release).length,
    patterns.filter(({ until }) => until === release).length,
  ]);
  const topics = [...new Set(types.map(topicOf))];
  const sections = topics.map((topic) => {
    const rows = patterns.filter(({ emits }) => topicOf(emits) === topic).toSorted((a, b) => (a.emits < b.emits ? -1 : 1)).map((pattern) => {
      const [sample] = pattern.samples;
      const text = sample.text.length > MESSAGE ? `${sample.text.slice(0, MESSAGE)}…` : sample.text;
      return [pattern.emits, code(text), pattern.level ?? sample.level ?? 'info', pattern.since ?? '', pattern.until ?? '', inline(meaningOf(pattern.emits, sample.fields))];
    });
    return `## ${topic}\n\n${lines(['event', 'message', 'level', 'from', 'to', 'means'], rows)}`;
  });
  return `${GENERATED}\n# Messages\n
What sshlog understands: ${patterns.length} wordings of sshd and sftp-server, which are ${types.length} types of events. Each stands here with one sample.
\`from\` and \`to\` are the first and the last release that writes a wording; where they are empty, no bound is known. \`info\` is what
sshd logs at INFO and VERBOSE, which lines do not tell apart. \`sshlog explain 'LINE'\` says what a line means.\n
## Releases\n
${lines(['OpenSSH', '#wordings it may write', '#that begin with it', '#that end with it'], perRelease)}
${sections.join('\n')}`;
}

const pages = new Map([
  ['docs/codes/README.md', codeIndex()],
  ...metas.map((meta) => [`docs/codes/${meta.code}.md`, codePage(meta)]),
  ['docs/messages.md', messagesPage()],
]);
const present = existsSync('docs/codes') ? readdirSync('docs/codes').map((name) => `docs/codes/${name}`) : [];
const superfluous = present.filter((path) => !pages.has(path));
const stale = [...pages].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text).map(([path]) => path);

if (process.argv.includes('--check')) {
  if (stale.length + superfluous.length > 0) {
    process.stderr.write(`not up to date: ${[...stale, ...superfluous].join(', ')}; run npm run docs\n`);
    process.exitCode = 1;
  }
} else {
  mkdirSync('docs/codes', { recursive: true });
  for (const path of superfluous) rmSync(path);
  for (const path of stale) writeFileSync(path, pages.get(path));
}
