#!/usr/bin/env node
/**
 * How large the HTML report of a large log is, and how long a browser takes to open it: from the request to the frame in which all
 * pictures are drawn. Needs a build and a chromium (SSHLOG_CHROMIUM names another one).
 *
 *   node bench/html.mjs [--connections N] [--rounds N]
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values } = parseArgs({ options: { connections: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '7' } } });
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'sshlog-html-'));
process.on('exit', () => rmSync(directory, { recursive: true, force: true }));

/** Runs a program of this repository to its end. */
function run(args, stdout = 'ignore') {
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', stdout, 'pipe'] });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
}

/** The generator counts bytes; a connection of this profile has about 900 of them. */
const BYTES_OF_CONNECTION = 900;
const [log, truth, html] = ['log', 'truth.json', 'report.html'].map((name) => join(directory, name));
const out = openSync(log, 'w');
run([path('gen-log.mjs'), '--mb', String((Number(values.connections) * BYTES_OF_CONNECTION) / 1e6), '--profile', 'mixed', '--seed', '1', '--truth', truth], out);
closeSync(out);
const begin = performance.now();
run([path('../bin/sshlog.js'), 'diagnose', '--quiet', '--format', `html=${html}`, log]);
const analysis = performance.now() - begin;

const browser = await chromium.launch({ executablePath: process.env.SSHLOG_CHROMIUM ?? '/usr/bin/chromium' });
const times = [];
for (let round = 0; round < Number(values.rounds); round++) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const start = performance.now();
  await page.goto(pathToFileURL(html).href);
  await page.locator('.timeline .bar').first().waitFor();
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  times.push(performance.now() - start);
  await page.close();
}
await browser.close();

const { total } = JSON.parse(readFileSync(truth, 'utf8')).connections;
const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
console.log(`${total.toLocaleString('en')} connections in ${(statSync(log).size / 1e6).toFixed(0)} MB: analyzed in ${(analysis / 1000).toFixed(1)} s, `
  + `a page of ${(statSync(html).size / 1e6).toFixed(1)} MB, open in ${median.toFixed(0)} ms (median of ${times.length})`);
