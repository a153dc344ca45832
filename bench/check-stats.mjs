#!/usr/bin/env node
/**
 * Whether `sshlog stats` counts what is in a log: has a generator write logs with an answer key, counts them, and compares
 * everything that the log can show. Prints what differs; exits 1 where a difference is not among those that are explained below.
 *
 *   node bench/check-stats.mjs GENERATOR [--mb N] [--run NAME] [--keep DIRECTORY]
 *
 * GENERATOR is a script for Node that takes `--mb N --profile NAME --hosts N --concurrency N --release LIST --truth FILE`,
 * writes the log to its standard output and what the log holds, as JSON, to FILE.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** What the generator is asked for. Releases by themselves show whether what one of them hides is the only difference. */
const RUNS = {
  bruteforce: ['--profile', 'bruteforce'],
  mixed: ['--profile', 'mixed'],
  debug2: ['--profile', 'debug2'],
  sftp: ['--profile', 'sftp'],
  'bruteforce, 5 hosts': ['--profile', 'bruteforce', '--hosts', '5', '--seed', '2'],
  'mixed, 5 hosts': ['--profile', 'mixed', '--hosts', '5', '--seed', '3'],
  'debug2, 5 hosts': ['--profile', 'debug2', '--hosts', '5', '--seed', '4'],
  'sftp, 5 hosts': ['--profile', 'sftp', '--hosts', '5', '--seed', '5'],
  'bruteforce, busy': ['--profile', 'bruteforce', '--concurrency', '400', '--seed', '6'],
  'mixed, busy': ['--profile', 'mixed', '--concurrency', '400', '--seed', '7'],
  'debug2, busy': ['--profile', 'debug2', '--concurrency', '400', '--seed', '8'],
  'sftp, busy': ['--profile', 'sftp', '--concurrency', '400', '--seed', '9'],
  'mixed, idle': ['--profile', 'mixed', '--concurrency', '5', '--seed', '10'],
  'mixed, ISO times': ['--profile', 'mixed', '--format', 'iso', '--seed', '11'],
  'mixed, 5.3': ['--profile', 'mixed', '--release', '5.3', '--seed', '12'],
  'mixed, 6.6': ['--profile', 'mixed', '--release', '6.6', '--seed', '13'],
  'mixed, 7.2': ['--profile', 'mixed', '--release', '7.2', '--seed', '14'],
  'mixed, 8.0': ['--profile', 'mixed', '--release', '8.0', '--seed', '15'],
  'mixed, 9.8': ['--profile', 'mixed', '--release', '9.8', '--seed', '16'],
};

const byName = (top, key) => Object.fromEntries(top.map((entry) => [entry[key], entry.count]));
const top20 = ({ top }) => byName(top.slice(0, 20), 'name');
const sum = (counts) => Object.values(counts).reduce((total, count) => total + count, 0);

/** Everything that is compared: what the answer key says, and what sshlog counted. */
const COMPARED = {
  lines: [(truth) => truth.lines, (stats) => stats.input.lines],
  bytes: [(truth) => truth.bytes, (stats) => stats.input.bytes],
  'lines that sshlog does not know': [() => 0, (stats) => stats.input.unknown],
  connections: [(truth) => truth.connections.total, ({ connections }) => connections.total - connections.refused],
  'connections by outcome': [(truth) => truth.connections.byOutcome, ({ connections }) => {
    const { total: _, refused: __, sources: ___, clients: ____, ...outcomes } = connections;
    return Object.fromEntries(Object.entries(outcomes).filter(([name, count]) => typeof count === 'number' && count > 0 && name !== 'withoutAddress'));
  }],
  'addresses of connections': [(truth) => truth.connections.distinctIps, (stats) => stats.connections.sources.distinct],
  'top addresses of connections': [(truth) => byName(truth.connections.topIps, 'ip'), (stats) => top20(stats.connections.sources)],
  'failed tries': [(truth) => truth.attempts.failed, (stats) => stats.attempts.failed],
  'failed tries by method': [(truth) => truth.attempts.failedByMethod, (stats) => stats.attempts.byMethod],
  'addresses that failed': [(truth) => truth.attempts.distinctIps, (stats) => stats.attempts.sources.distinct],
  'users that failed': [(truth) => truth.attempts.distinctUsers, (stats) => stats.attempts.users.distinct],
  'users that do not exist': [(truth) => truth.attempts.distinctInvalidUsers, (stats) => stats.attempts.invalidUsers.distinct],
  'top addresses that failed': [(truth) => byName(truth.attempts.topIps, 'ip'), (stats) => top20(stats.attempts.sources)],
  'top users that failed': [(truth) => byName(truth.attempts.topUsers, 'user'), (stats) => top20(stats.attempts.users)],
  logins: [(truth) => truth.accepted.total, (stats) => stats.logins.accepted],
  'logins by method': [(truth) => plainMethods(truth.accepted.byMethod), (stats) => stats.logins.byMethod],
  'logins with a certificate': [(truth) => truth.accepted.byMethod.cert ?? 0, (stats) => stats.logins.certificates],
  'logins by user': [(truth) => truth.accepted.byUser, (stats) => byName(stats.logins.users.top, 'name')],
  'addresses that logged in': [(truth) => truth.accepted.distinctIps, (stats) => stats.logins.sources.distinct],
  '… and failed as well': [(truth) => truth.accepted.fromIpsWithFailures, (stats) => stats.logins.fromSourcesWithFailures],
  'failed negotiations': [(truth) => truth.negotiationFailures.total, (stats) => stats.negotiationFailures.total],
  'failed negotiations by kind': [(truth) => truth.negotiationFailures.byCategory, (stats) => stats.negotiationFailures.byKind],
  'refused by penalty': [(truth) => truth.listener.refusedLines.penalty ?? 0, (stats) => stats.listener.refused.penalty ?? 0],
  'refused by MaxStartups': [(truth) => truth.listener.refusedLines.max_startups ?? 0, (stats) => stats.listener.refused['max-startups'] ?? 0],
  throttling: [(truth) => truth.listener.throttling, (stats) => stats.listener.throttling],
  sftp: [({ sftp: { sessionsByUser: _, ...sftp } }) => sftp, ({ sftp: { users: _, ...sftp } }) => sftp],
  'sftp sessions by user': [(truth) => truth.sftp.sessionsByUser, (stats) => byName(stats.sftp.users.top, 'name')],
  'tries by hour, summed up': [(truth) => truth.attempts.failed + truth.accepted.total,
    (stats) => stats.timeline.reduce((total, { accepted, failed }) => total + accepted + failed, stats.timelineOmitted)],
};

/** A certificate is a kind of key: sshd logs it as method publickey. */
function plainMethods({ cert = 0, ...methods }) {
  return cert === 0 ? methods : { ...methods, publickey: (methods.publickey ?? 0) + cert };
}

function run(args, options) {
  const { status, error, stderr, stdout } = spawnSync(process.execPath, args, { maxBuffer: 1 << 28, encoding: 'utf8', ...options });
  if (error || status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${error ?? stderr}`);
  return stdout;
}
