#!/usr/bin/env node
/**
 * The least that an analyzer of sshd logs does: blocks of 64 KB, the envelope by position, one anchored regex by the first word of the
 * message, the outcome of each pid, and counts of addresses, names and outcomes. It diagnoses nothing, keeps no evidence, knows one format
 * and nine wordings of hundreds, and believes what an attacker writes. What it takes of a bound of time is not left for a diagnosis.
 *
 *   node bench/least.mjs FILE
 */
import { openSync, readSync } from 'node:fs';

const BLOCK = 65_536;
/** Lines after which a pid that has ended is taken for another connection's. */
const REUSED_AFTER = 10_000;
const MARK = ' [preauth]';

const ips = new Map();
const users = new Map();
const outcomes = new Map();
const connections = new Map();

/** By the first word: the wording, and what it says of its connection. */
const WORDINGS = new Map([
  ['Failed', [/^Failed (\S+) for (invalid user |)(.*) from (\S+) port (\d{1,5}) ssh2$/, ([, , , user, ip]) => {
    count(users, user);
    count(ips, ip);
  }]],
  ['Invalid', [/^Invalid user (.*) from (\S+) port (\d{1,5})$/, () => {}]],
  ['pam_unix(sshd:auth):', [
    /^pam_unix\(sshd:auth\): (?:check pass; user unknown|authentication failure; logname=\S* uid=\d+ euid=\d+ tty=ssh ruser= rhost=(\S+)(?: {2}user=(.*)| )?)$/,
    () => {},
  ]],
  ['PAM', [/^PAM (\d+) more authentication failures?; logname=\S* uid=\d+ euid=\d+ tty=ssh ruser= rhost=(\S+)(?: {2}user=(.*)| )?$/, () => {}]],
  ['Disconnected', [/^Disconnected from (authenticating |invalid |)user (.*) (\S+) port (\d{1,5})$/, (_, connection) => {
    connection.outcome = 'disconnected';
  }]],
  ['Received', [/^Received disconnect from (\S+) port (\d{1,5}):(\d+): (.*)$/, () => {}]],
  ['Connection', [/^Connection (closed|reset) by (?:(authenticating|invalid) user (.*) )?(\S+) port (\d{1,5})$/, ([, how], connection) => {
    connection.outcome = how;
  }]],
  ['Accepted', [/^Accepted (\S+) for (.*) from (\S+) port (\d{1,5}) ssh2(?:: (.*))?$/, (_, connection) => {
    connection.outcome = 'accepted';
  }]],
  ['Unable', [/^Unable to negotiate with (\S+) port (\d{1,5}): no matching (.*) found\. Their offer: (\S*)$/, (_, connection) => {
    connection.outcome = 'negotiation';
  }]],
]);

function count(counts, name) {
  const times = counts.get(name);
  // A slice of the block would keep the block.
  if (times === undefined) counts.set(Buffer.from(name, 'latin1').latin1Slice(), 1);
  else counts.set(name, times + 1);
}

let lines = 0;
let read = 0;

/** `Dec 10 06:55:46 web01 sshd[29069]: text` */
function line(block, start, end) {
  lines++;
  const open = block.indexOf('[', start + 16);
  const close = block.indexOf(']', open);
  const text = close + 3;
  const wording = WORDINGS.get(block.slice(text, block.indexOf(' ', text)));
  if (wording === undefined) return;
  const [regex, note] = wording;
  const match = regex.exec(block.slice(text, block.startsWith(MARK, end - MARK.length) ? end - MARK.length : end));
  if (match === null) return;
  read++;
  let pid = 0;
  for (let at = open + 1; at < close; at++) pid = pid * 10 + block.charCodeAt(at) - 48;
  let connection = connections.get(pid);
  if (connection === undefined || (connection.outcome !== undefined && lines - connection.lastLine > REUSED_AFTER)) {
    if (connection !== undefined) count(outcomes, connection.outcome);
    connections.set(pid, (connection = { outcome: undefined, lastLine: 0 }));
  }
  note(match, connection);
  connection.lastLine = lines;
}

const file = openSync(process.argv[2]);
const buffer = Buffer.allocUnsafeSlow(BLOCK);
let rest = '';
for (let bytes = readSync(file, buffer); bytes > 0; bytes = readSync(file, buffer)) {
  const block = rest + buffer.latin1Slice(0, bytes);
  let start = 0;
  for (let end = block.indexOf('\n'); end >= 0; end = block.indexOf('\n', start)) {
    line(block, start, end);
    start = end + 1;
  }
  rest = block.slice(start);
}
for (const { outcome } of connections.values()) count(outcomes, outcome ?? 'open');

const top = (counts) => [...counts].sort(([, a], [, b]) => b - a).slice(0, 10);
console.log({ lines, read, outcomes: Object.fromEntries(outcomes), ips: top(ips), users: top(users) });
