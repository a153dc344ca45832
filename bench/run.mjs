#!/usr/bin/env node
/**
 * Measures sshlog; its usage is below, and what `npm run bench -- --help` prints.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measures } from './measures.mjs';
import { interleave, median } from './paired.mjs';

const USAGE = `Usage: npm run bench -- [options]

Measures sshlog against reference commands and itself, paired and interleaved, and writes bench/results.json and the table in
docs/performance.md. Everything takes hours where a machine is slow, and 7 GB in the directory for temporary files.

  --without TEXT    all but what has it in its name, which the table then says; may be given again: 4 GB take most of the time
  --quick           smaller inputs, a minute; writes nothing
  --only TEXT       measures whose name contains it; writes nothing
  --update          puts these in the place of what was measured of them before
  --strict          exits with 1 where a bound is missed
  --help            prints this
`;
const values = readArguments();
const whole = !values.quick && values.only === '';
/** What is quickly measured has the names of what is not. */
const updates = !values.quick && values.update;

const RESULTS = new URL('results.json', import.meta.url);
const rows = [];
for (const measure of measures(values.quick)) {
  const figures = [measure, ...(measure.also ?? [])];
  if ((values.quick && measure.quick === false) || !figures.some(({ name }) => name.includes(values.only))) continue;
  const reason = whyNot(measure);
  const made = reason === undefined ? await measured(measure) : figures.map(({ name, unit, must, goal }) => ({ name, unit, must, goal, skipped: reason }));
  rows.push(...made);
  for (const row of made) console.log(asText(row));
}

if (whole || updates) {
  const before = updates ? JSON.parse(readFileSync(RESULTS, 'utf8')).rows : [];
  const order = measures(false).flatMap(({ name, also = [] }) => [name, ...also.map((figure) => figure.name)]);
  const all = order.flatMap((name) => rows.find((row) => row.name === name) ?? before.find((row) => row.name === name) ?? []);
  const result = { date: new Date().toISOString().slice(0, 10), machine: machine(), rows: all };
  writeFileSync(RESULTS, `${JSON.stringify(result, null, 2)}\n`);
  writeTable(result);
}
const missed = rows.filter(({ figure, must }) => figure !== undefined && figure > must);
if (missed.length > 0) console.log(`missed: ${missed.map(({ name }) => name).join('; ')}`);
if (values.strict && missed.length > 0) process.exitCode = 1;

function readArguments() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        update: { type: 'boolean', default: false },
        without: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    process.stderr.write(`bench: ${error.message}\n${USAGE}`);
    process.exit(2);
  }
  if (values.help) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  return values;
}

function whyNot({ name, needs = [] }) {
  const text = values.without.find((each) => name.includes(each));
  if (text !== undefined) return `not measured (--without ${JSON.stringify(text)})`;
  const missing = needs.find((command) => !existsSync(command) && spawnSync('which', [command]).status !== 0);
  return missing === undefined ? undefined : `${missing} is not installed`;
}

async function measured({ name, unit, must, goal, figure, also = [], rounds, warm, commands }) {
  const results = await interleave(commands(), rounds, warm);
  const medians = Object.fromEntries(Object.entries(results).map(([command, { milliseconds, peak }]) => [command, { milliseconds: Math.round(median(milliseconds)), peakMB: Math.round(median(peak)) }]));
  return [{ name, unit, must, goal, figure }, ...also].map((one) => ({ ...one, rounds, figure: one.figure(results), medians }));
}

function show(number, unit) {
  if (unit === 'x') return `${number < 0.1 ? number.toFixed(3) : number.toFixed(2)}x`;
  return `${number < 10 ? number.toFixed(1) : Math.round(number)} ${unit}`;
}

function medianTexts({ medians = {} }) {
  return Object.entries(medians).map(([command, { milliseconds, peakMB }]) => `${command} ${milliseconds} ms${peakMB > 0 ? `, ${peakMB} MB` : ''}`);
}

function asText(row) {
  if (row.skipped) return `${row.name}: skipped, ${row.skipped}`;
  const verdict = row.figure <= row.goal ? 'goal reached' : row.figure <= row.must ? 'within the bound' : 'MISSED';
  return `${row.name}: ${show(row.figure, row.unit)} (must ${show(row.must, row.unit)}, goal ${show(row.goal, row.unit)}: ${verdict}; ${medianTexts(row).join(' | ')}; ${row.rounds} rounds)`;
}

function machine() {
  return `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.versions.node}`;
}

/** Puts the table between the markers of docs/performance.md. */
function writeTable({ date, machine: name, rows: all }) {
  const path = new URL('../docs/performance.md', import.meta.url);
  const lines = all.map((row) => (row.skipped
    ? `| ${row.name} | ${row.skipped} | ${show(row.must, row.unit)} | ${show(row.goal, row.unit)} | | |`
    : `| ${row.name} | **${show(row.figure, row.unit)}** | ${show(row.must, row.unit)} | ${show(row.goal, row.unit)} | ${row.rounds} | ${medianTexts(row).join('; ')} |`));
  const table = [`${date}, ${name}; medians of interleaved rounds.`, '', '| measure | figure | must | goal | rounds | medians |', '|---|---|---|---|---|---|', ...lines].join('\n');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/(<!-- figures -->\n)[^]*?(<!-- \/figures -->)/, (_, before, after) => `${before}${table}\n${after}`));
}
