import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { keywordSpelled } from '../../src/openssh/server-keywords.js';
import { analyzeFile } from '../support/analyze-file.js';
import { MAIN, patch, type PatchRequest } from '../support/patching.js';

const SSHD = '/usr/sbin/sshd';
const RELEASE = '9.2';
const version = existsSync(SSHD) ? spawnSync(SSHD, ['-V'], { encoding: 'utf8' }).stderr : '';
const isThere = new RegExp(`OpenSSH_${RELEASE}p?`).test(version) && process.getuid?.() === 0;
const REASON = isThere ? '' : ` (skipped: it takes ${SSHD} of OpenSSH ${RELEASE} and root; found: ${version.trim() || 'none'})`;

const CONFIGURATIONS: Readonly<Record<string, string>> = {
  'an empty file': '',
  'whole lists': 'KexAlgorithms curve25519-sha256\nMACs hmac-sha2-512-etm@openssh.com\nCiphers aes256-gcm@openssh.com\nHostKeyAlgorithms ssh-ed25519\n'
    + 'PermitRootLogin no\nAllowUsers root\nCompression no\nCASignatureAlgorithms ssh-ed25519\nMatch User fred\n  X11Forwarding no\n',
  'lists with +': 'KexAlgorithms +diffie-hellman-group14-sha1\nMACs +hmac-sha1-96\nCiphers +aes128-cbc\nSubsystem sftp /usr/lib/sftp-server\nPubkeyAcceptedKeyTypes +ssh-dss\n',
  'lists with -': 'KexAlgorithms -curve25519*,diffie*\nMACs -hmac-sha1,hmac-sha2*\nCiphers -aes*\nLogLevel debug2\nMaxStartups 10\n',
  'lists with ^': '# a comment\r\n\r\nKexAlgorithms ^ecdh-sha2-nistp256\r\nMACs ^hmac-sha2-256\r\nCiphers ^aes128-ctr\r\nHostKey /etc/ssh/ssh_host_ed25519_key\r\n',
  'quotes, comments and no last line end': 'MACs "hmac-sha2-512" # mine\nCiphers=aes256-gcm@openssh.com\nMatch all\nPermitRootLogin no',
};

/** All lines of the effective configuration, by keyword. */
function effective(file: string, text: string): Map<string, string[]> {
  writeFileSync(file, text, 'latin1');
  const { status, stdout, stderr } = spawnSync(SSHD, ['-T', '-f', file], { encoding: 'latin1' });
  expect([status, text, stderr]).toEqual([0, text, expect.not.stringContaining('Bad')]);
  const lines = new Map<string, string[]>();
  for (const line of stdout.split('\n')) {
    const [keyword = ''] = line.split(' ');
    lines.set(keyword, [...(lines.get(keyword) ?? []), line]);
  }
  return lines;
}

const LISTS = ['kexalgorithms', 'macs', 'ciphers', 'hostkeyalgorithms', 'pubkeyacceptedalgorithms', 'casignaturealgorithms'];
/** Their advice is a list with fewer names. */
const LOSES_NAMES = ['dh-group-out-of-range', 'hostkey-signing-failed'];
/** Debian has two names for it; a list that is written out has upstream's. */
const OF_DEBIAN = 'sntrup761x25519-sha512';

function namesOf(lines: Map<string, string[]>, keyword: string): string[] {
  return (lines.get(keyword)?.[0]?.split(' ')[1] ?? '').split(',').filter((name) => name !== OF_DEBIAN);
}

describe.runIf(isThere)(`sshd reads what a patch leaves${REASON}`, () => {
  let directory = '';
  const reports: [log: string, findings: readonly Finding[]][] = [];
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'sshlog-patch-'));
    const logs = readdirSync('fixtures', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'));
    for (const log of logs) reports.push([log, (await analyzeFile(join('fixtures', log), { openssh: RELEASE })).findings]);
  }, 60_000);
  afterAll(() => rmSync(directory, { recursive: true }));

  it.each(Object.entries(CONFIGURATIONS))('%s: only the keywords that it names differ, and the second patch is empty', (_, text) => {
    const before = effective(join(directory, 'before'), text);
    const seen = new Set([text]);
    for (const [log, findings] of reports) {
      const request: PatchRequest = { findings, files: { [MAIN]: text }, release: RELEASE, allowWeak: true, asked: 'all' };
      const { files, edits } = patch(request);
      const after = files[MAIN] ?? '';
      if (seen.has(after)) continue;
      seen.add(after);
      const intended = edits.flatMap(({ lines }) => lines.map((line) => /^\s*(\w+)/.exec(line)?.[1] ?? ''));
      const names = new Set(intended.map((keyword) => keywordSpelled(keyword)?.name.toLowerCase()));
      const now = effective(join(directory, 'after'), after);
      const differing = [...new Set([...before.keys(), ...now.keys()])].filter((keyword) => String(before.get(keyword)) !== String(now.get(keyword)));
      expect(differing.filter((keyword) => !names.has(keyword)), `${log}: ${after}`).toEqual([]);
      expect(patch({ ...request, files }).edits, log).toEqual([]);
      if (!findings.some(({ code }) => LOSES_NAMES.includes(code))) {
        for (const keyword of LISTS) expect(namesOf(now, keyword), log).toEqual(expect.arrayContaining(namesOf(before, keyword)));
      }
    }
    // The sample would prove nothing if hardly anything were patched.
    expect(seen.size).toBeGreaterThan(20);
  }, 60_000);
});
