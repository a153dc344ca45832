/**
 * Runs commands in turn and compares them: a machine that becomes slower meanwhile slows down all of them, and the order is
 * turned round every round.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/**
 * Runs a command to its end. `stdin` is a file, or another command whose output is piped in.
 * @returns wall time in milliseconds and the peak of resident memory in MB (10^6 bytes; Linux only, 0 where it is not known)
 */
export async function run({ argv, stdin, ok = [0] }) {
  const feeder = Array.isArray(stdin) ? spawn(stdin[0], stdin.slice(1), { stdio: ['ignore', 'pipe', 'ignore'] }) : undefined;
  const descriptor = typeof stdin === 'string' ? openSync(stdin, 'r') : undefined;
  const start = process.hrtime.bigint();
  const child = spawn(argv[0], argv.slice(1), { stdio: [feeder?.stdout ?? descriptor ?? 'ignore', 'ignore', 'pipe'] });
  feeder?.stdout.destroy();
  let errors = '';
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-2000)));
  let peak = 0;
  // VmHWM is itself a peak: only what grows after the last look is missed.
  const watch = setInterval(() => (peak = Math.max(peak, highWater(child.pid))), 20);
  const status = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  clearInterval(watch);
  if (descriptor !== undefined) closeSync(descriptor);
  if (!ok.includes(status)) throw new Error(`${argv.join(' ')} ended with ${status}: ${errors}`);
  return { milliseconds, peak };
}

function highWater(pid) {
  try {
    return (Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024) / 1e6;
  } catch {
    return 0;
  }
}

/**
 * Interleaved rounds of all commands.
 * @param warm whether a round before the first only warms the page cache; where one takes minutes, the median does without
 * @returns by name: `milliseconds` and `peak` of each round, in the order of the rounds
 */
export async function interleave(commands, rounds, warm = true) {
  const results = Object.fromEntries(Object.keys(commands).map((name) => [name, { milliseconds: [], peak: [] }]));
  for (let round = warm ? -1 : 0; round < rounds; round++) {
    const names = Object.keys(commands);
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const { milliseconds, peak } = await run(commands[name]);
      if (round < 0) continue;
      results[name].milliseconds.push(milliseconds);
      results[name].peak.push(peak);
    }
  }
  return results;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median of the ratios, round by round. */
export function ratio(ours, theirs) {
  return median(ours.map((value, round) => value / theirs[round]));
}
