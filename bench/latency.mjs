#!/usr/bin/env node
/**
 * How long it takes from a line that is written until its finding is printed: through a pipe, as `tail -f` writes it, and
 * through a file that is followed. A negotiation that failed is certain at its line; a login that failed at the line that ends
 * its connection, plus the moment in which another process may still add to it.
 *
 *   node bench/latency.mjs [--rounds N]
 *
 * The first figure is that of a program that gives back what comes: what the machine itself takes.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const at = process.argv.indexOf('--rounds');
const rounds = at < 0 ? 100 : Number(process.argv[at + 1]);
const sshlog = fileURLToPath(new URL('../bin/sshlog.js', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'sshlog-latency-'));
process.on('exit', () => rmSync(directory, { recursive: true }));

const stamp = (pid, text) => `${new Date().toISOString()} server sshd[${pid}]: ${text}\n`;
/** Lines whose findings are new every time: each has a key of its own. */
const PROBLEMS = {
  negotiation: (i) => stamp(1000 + i, `fatal: Unable to negotiate with 192.0.2.1 port ${2000 + i}: no matching MAC found. Their offer: hmac-x${i} [preauth]`),
  login: (i) => [
    stamp(5000 + i, `Failed password for user${i} from 192.0.2.${1 + (i % 250)} port ${2000 + i} ssh2`),
    stamp(5000 + i, `Connection closed by authenticating user user${i} 192.0.2.${1 + (i % 250)} port ${2000 + i} [preauth]`),
  ].join(''),
};

function quantile(sorted, q) {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))].toFixed(1);
}

/** Writes something again and again, and waits for each answer. */
async function measure(name, child, write, problem) {
  let seen = '';
  let arrived = () => {};
  child.stdout.setEncoding('latin1').on('data', (text) => {
    seen += text;
    arrived();
  });
  const times = [];
  // A warm-up: the program starts, and sees that its input goes on.
  write(problem(0));
  await sleep(2500);
  for (let i = 1; i <= rounds; i++) {
    seen = '';
    const start = performance.now();
    write(problem(i));
    await new Promise((resolve) => {
      arrived = () => seen.includes('\n') && resolve();
    });
    times.push(performance.now() - start);
    await sleep(20 + Math.random() * 80);
  }
  child.kill('SIGTERM');
  times.sort((a, b) => a - b);
  console.log(`${name}: p50 ${quantile(times, 0.5)} ms, p99 ${quantile(times, 0.99)} ms, max ${quantile(times, 1)} ms (${rounds} answers)`);
}

const start = (args) => spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });

const echo = start(['-e', 'process.stdin.pipe(process.stdout)']);
await measure('a pipe and back', echo, (text) => echo.stdin.write(text), PROBLEMS.negotiation);
for (const [through, args] of Object.entries({ pipe: [], file: ['-f'] })) {
  for (const [name, problem] of Object.entries(PROBLEMS)) {
    const log = join(directory, `${through}-${name}.log`);
    writeFileSync(log, '');
    const child = start([sshlog, 'diagnose', ...args, '--format', 'ndjson', '--select', 'no-common-mac,bad-password', ...(through === 'file' ? [log] : [])]);
    await measure(`${name} through a ${through}`, child, (text) => (through === 'file' ? appendFileSync(log, text) : child.stdin.write(text)), problem);
  }
}
