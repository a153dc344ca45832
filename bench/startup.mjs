#!/usr/bin/env node
/**
 * How long sshlog takes to start, against Node itself: `node -e 0` and sshlog in turn, so that a machine that becomes
 * slower meanwhile slows down both. Prints the median of each and the median of the ratios, pair by pair.
 *
 *   node bench/startup.mjs [--rounds N]
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const at = process.argv.indexOf('--rounds');
const rounds = at < 0 ? 21 : Number(process.argv[at + 1]);
const sshlog = fileURLToPath(new URL('../bin/sshlog.js', import.meta.url));
const sample = fileURLToPath(new URL('../fixtures/centos6/secure', import.meta.url));

const COMMANDS = {
  'sshlog --version': [sshlog, '--version'],
  'sshlog diagnose (19 lines)': [sshlog, 'diagnose', sample],
};

function milliseconds(args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

for (const [name, args] of Object.entries(COMMANDS)) {
  const pairs = [];
  for (let round = -1; round < rounds; round++) {
    const pair = round % 2 === 0
      ? [milliseconds(['-e', '0']), milliseconds(args)]
      : [milliseconds(args), milliseconds(['-e', '0'])].toReversed();
    // The first round only warms the page cache.
    if (round >= 0) pairs.push(pair);
  }
  const node = median(pairs.map(([a]) => a));
  const ours = median(pairs.map(([, b]) => b));
  const ratio = median(pairs.map(([a, b]) => b / a));
  console.log(`${name.padEnd(28)} ${ours.toFixed(0)} ms, node -e 0 ${node.toFixed(0)} ms: ${ratio.toFixed(2)}x (median of ${rounds} pairs)`);
}
