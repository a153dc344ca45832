#!/usr/bin/env node
/**
 * Whether `sshlog stats` counts what is in a log: has gen-log.mjs write logs with an answer key, counts them, and compares
 * everything that the log can show. Prints what differs; exits 1 where a difference is not among those that are explained below.
 *
 *   npm run check:stats [-- --mb N] [-- --run NAME]     after a build
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

/** Everything that is compared: what the answer key says, and what sshlog counted. */
const COMPARED = {
  lines: [(truth) => truth.lines, (stats) => stats.input.lines],
  bytes: [(truth) => truth.bytes, (stats) => stats.input.bytes],
  'lines that sshlog does not know': [() => 0, (stats) => stats.input.unknown],
  connections: [(truth) => truth.connections.total, ({ connections }) => connections.total - connections.refused],
  'connections by outcome': [(truth) => truth.connections.byOutcome, ({ connections }) => {
    const { total: _, refused: __, withoutAddress: ___, sources: ____, clients: _____, ...outcomes } = connections;
    return Object.fromEntries(Object.entries(outcomes).filter(([, count]) => count > 0));
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


/** How many of the connections of 5.3 may be counted wrongly, in relation to all of them. */
const AMBIGUOUS = 0.002;

const logged53 = (truth) => truth.connections.byRelease['5.3'] ?? 0;
const ambiguous = (truth) => Math.ceil(logged53(truth) * AMBIGUOUS);

/**
 * Differences that no reader of the log can avoid: which comparison, why, and how far it may go. `isWithin` gets the number of the
 * answer key, that of sshlog, the answer key and the statistics as a whole.
 */
const EXPLAINED = [
  {
    names: ['addresses of connections', 'top addresses of connections'],
    reason: 'no line of some connections names an address: before the identification with 8.0, a read that failed with 5.3 and 6.6',
    isWithin: (expected, found, truth, { connections }) => found <= expected && expected - found <= connections.withoutAddress,
  },
  {
    names: ['logins with a certificate'],
    reason: '5.3 logs no certificate',
    isWithin: (expected, found, truth) => found < expected && expected - found <= logged53(truth),
  },
  {
    names: ['connections', 'connections by outcome'],
    reason: '5.3 closes a connection with a line of another process that has no port: where that address has another connection '
      + 'open whose child this may be, it is taken for its end',
    isWithin: (expected, found, truth) => Math.abs(expected - found) <= ambiguous(truth),
  },
];

/** The parts in which two values differ: `[label, expected, found]`; names that only one side has count as 0 on the other. */
function differences(name, expected, found) {
  if (typeof expected !== 'object') return expected === found ? [] : [[name, expected, found]];
  // Where several names come equally often, which of them is the last of the list is nobody's mistake.
  const least = name.startsWith('top ') ? Math.min(...Object.values(expected)) : 0;
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])]
    .filter((key) => expected[key] !== found[key] && !(expected[key] === undefined && found[key] <= least) && !(found[key] === undefined && expected[key] === least))
    .map((key) => [`${name}: ${key}`, expected[key] ?? 0, found[key] ?? 0]);
}

function check(truth, stats) {
  let compared = 0;
  const rows = Object.entries(COMPARED).flatMap(([name, [expect, find]]) => {
    const expected = expect(truth);
    const found = find(stats);
    compared += typeof expected === 'object' ? Object.keys(expected).length : 1;
    return differences(name, expected, found).map(([label, a, b]) => ({
      label, expected: a, found: b, reason: EXPLAINED.find(({ names, isWithin }) => names.includes(name) && isWithin(a, b, truth, stats))?.reason,
    }));
  });
  return { compared, rows };
}

function run(args, stdout = 'pipe') {
  const { status, error, stderr, stdout: text } = spawnSync(process.execPath, args, { maxBuffer: 1 << 28, encoding: 'utf8', stdio: ['ignore', stdout, 'pipe'] });
  if (error || status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${error ?? stderr}`);
  return text;
}

const generator = fileURLToPath(new URL('gen-log.mjs', import.meta.url));
const { values } = parseArgs({ options: { mb: { type: 'string', default: '64' }, run: { type: 'string' } } });
if (values.run !== undefined && !Object.hasOwn(RUNS, values.run)) {
  console.error(`check-stats: no run "${values.run}"; there are: ${Object.keys(RUNS).join('; ')}`);
  process.exit(2);
}

const sshlog = fileURLToPath(new URL('../bin/sshlog.js', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'sshlog-stats-'));
const [log, key] = [join(scratch, 'log'), join(scratch, 'truth.json')];
const reasons = new Set();
try {
  for (const [name, options] of Object.entries(RUNS)) {
    if (values.run !== undefined && values.run !== name) continue;
    const output = openSync(log, 'w');
    run([generator, '--mb', values.mb, '--truth', key, ...options], output);
    closeSync(output);
    const truth = JSON.parse(readFileSync(key, 'utf8'));
    const year = truth.firstTime.slice(0, 4);
    const stats = JSON.parse(run([sshlog, 'stats', '--format', 'json', '--quiet', '--year', year, '--timezone', 'UTC', log]));
    const { compared, rows } = check(truth, stats);
    const wrong = rows.filter(({ reason }) => reason === undefined);
    console.log(`${name.padEnd(20)} ${truth.connections.total} connections, ${compared} numbers: ${wrong.length} wrong, ${rows.length - wrong.length} explained`);
    for (const { label, expected, found, reason } of rows) {
      if (reason !== undefined) reasons.add(reason);
      const note = reason === undefined ? 'WRONG' : `[${[...reasons].indexOf(reason) + 1}]`;
      console.log(`    ${label.padEnd(50)} ${String(expected).padStart(9)} ${String(found).padStart(9)}  ${note}`);
    }
    if (wrong.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true });
}
[...reasons].forEach((reason, i) => console.log(`[${i + 1}] ${reason}`));
