/**
 * Lists the lines of sshd that no entry of the registry knows, by shape, most frequent first:
 *
 *   node test/tools/unknown.mjs DIR
 *
 * A row is: how often, by which releases (first folder below DIR), level and shape, an example. Needs `npm run build` before.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { createAnalyzer } from '../../dist/pipeline/analyzer.js';

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error('usage: node test/tools/unknown.mjs DIR');
  process.exit(2);
}

/** The text with all that varies from line to line replaced by a letter. */
function shapeOf(text) {
  return text
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replaceAll(/'(?:[^'\\]|\\.)*'/g, "'…'")
    .replaceAll(/(?:SHA256|MD5):[A-Za-z0-9+/:]+/g, 'FINGERPRINT')
    .replaceAll(/\b(?:AAAA|[A-Za-z0-9+/]{60})[A-Za-z0-9+/=]*/g, 'KEY')
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-f]*:[0-9a-f]*:[0-9a-f:]+/g, 'IP')
    .replaceAll(/(?<![\w.])\/[\w./-]+/g, 'PATH')
    .replaceAll(/0x[0-9a-f]+/g, 'HEX')
    .replaceAll(/\d+/g, 'N')
    .slice(0, 160);
}

const shapes = new Map();
let lines = 0;
let unknown = 0;
for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!name.endsWith('.log')) continue;
  const release = name.includes(sep) ? name.slice(0, name.indexOf(sep)) : '-';
  const analyzer = createAnalyzer({
    diagnosers: [],
    onEvent({ type, record }) {
      lines++;
      if (type !== 'unknown') return;
      unknown++;
      const key = `${record.level}: ${shapeOf(record.text)}`;
      const shape = shapes.get(key) ?? { key, count: 0, releases: new Set(), example: record.text, at: `${name}:${record.line}` };
      shape.count++;
      shape.releases.add(release);
      shapes.set(key, shape);
    },
  });
  const input = analyzer.open(name);
  const bytes = readFileSync(join(directory, name));
  for (const [index, line] of bytes.toString('latin1').split('\n').entries()) input.line(line, index + 1, false);
  input.end(bytes.length);
}

for (const { key, count, releases, example, at } of [...shapes.values()].sort((a, b) => b.count - a.count)) {
  const rows = [`${String(count).padStart(6)}  ${[...releases].join(' ')}`, key, `${example.slice(0, 200)}  (${at})`];
  console.log(rows.join('\n        '));
}
console.log(`${unknown} of ${lines} lines unknown, in ${shapes.size} shapes`);
