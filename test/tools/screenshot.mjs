#!/usr/bin/env node
/**
 * Makes docs/report.png, the picture of an HTML report in README.md: of generated logs, so that nobody's names are in it. Needs a build
 * and a chromium (SSHLOG_CHROMIUM names another one).
 *
 *   npm run screenshot
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const OUT = 'docs/report.png';
const MOST_BYTES = 300_000;
const LOGS = {
  secure: ['--mb', '1.4', '--profile', 'mixed', '--seed', '7', '--ips', '300', '--users', '120', '--concurrency', '2', '--start', '2026-11-20T00:05:00Z'],
  'secure.attack': ['--mb', '0.05', '--profile', 'bruteforce', '--seed', '3', '--ips', '40', '--concurrency', '1', '--start', '2026-11-20T03:40:00Z'],
  'secure.debug': ['--mb', '0.12', '--profile', 'debug2', '--seed', '3', '--release', '7.2', '--concurrency', '1', '--start', '2026-11-20T05:00:00Z'],
};

const directory = mkdtempSync(join(tmpdir(), 'sshlog-screenshot-'));
process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

function run(args, options) {
  const { status, stderr } = spawnSync(process.execPath, args, options);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
}

for (const [name, args] of Object.entries(LOGS)) {
  const log = openSync(join(directory, name), 'w');
  run([path('bench/gen-log.mjs'), '--format', 'iso', ...args], { stdio: ['ignore', log, 'pipe'] });
  closeSync(log);
}
run([path('bin/sshlog.js'), 'diagnose', '--format', 'html=report.html', ...Object.keys(LOGS)], { cwd: directory });

const browser = await chromium.launch({ executablePath: process.env.SSHLOG_CHROMIUM ?? '/usr/bin/chromium' });
const page = await browser.newPage({ viewport: { width: 1240, height: 1830 } });
await page.goto(pathToFileURL(join(directory, 'report.html')).href);
await page.locator('.timeline .bar').first().waitFor();
await page.screenshot({ path: path(OUT), animations: 'disabled' });
await browser.close();

const { size } = statSync(path(OUT));
console.log(`${OUT}: ${(size / 1000).toFixed(0)} KB`);
if (size > MOST_BYTES) throw new Error(`${OUT} is larger than ${MOST_BYTES / 1000} KB`);
