import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AlgorithmKind } from '../../src/events.js';
import type { Fix, Report } from '../../src/finding.js';
import { acceptsModifier } from '../../src/openssh/configuration.js';
import { type DistributionFamily, guessFamily, reloadCommands, sshdUnit } from '../../src/openssh/distributions.js';
import { SERVER_KEYWORDS } from '../../src/openssh/server-keywords.data.js';
import { serverKeyword } from '../../src/openssh/server-keywords.js';
import { compareReleases, type Release } from '../../src/openssh/version.js';
import { analyzeFile } from '../support/analyze-file.js';
import { configurationOf } from '../support/configuration.js';
import { isCompiledIn } from '../support/compiled-in.js';

const DIRECTORIES = new Set([
  'attack', 'protocol', 'log', 'seeds', 'negotiation', 'centos6', 'access', 'certificate', 'authentication', 'limits', 'session', 'sftp', 'server',
]);

/** Every fix that any diagnoser prints for the fixtures, for each release that may have written the log, on each kind of system. */
const LOGS = readdirSync('fixtures', { recursive: true, encoding: 'utf8' })
  .filter((path) => DIRECTORIES.has(path.split('/')[0] ?? '') && path.split('/').length === 2 && !path.endsWith('.json'))
  .sort();
const RELEASES: Release[] = ['5.3', '5.8', '6.1', '6.6', '6.9', '7.0', '7.4', '7.9', '8.0', '8.4', '8.7', '9.2', '9.8', '10.0', '10.5'];
/** Names of logs by which systems are told. */
const SYSTEMS = ['auth.log', 'secure', 'authlog', 'some.log'];

const LISTS: Readonly<Record<string, AlgorithmKind>> = {
  kexalgorithms: 'kex', hostkeyalgorithms: 'hostkey', ciphers: 'cipher', macs: 'mac',
  casignaturealgorithms: 'hostkey', pubkeyacceptedalgorithms: 'hostkey', pubkeyacceptedkeytypes: 'hostkey',
};
/** It says so itself: the commands stand at the fix before it. */
const isPartOfAnother = ({ summary }: Fix) => summary.startsWith('in the same edit');

const READS_IN = /\b(?:reload|restart|Restart-Service|kickstart)\b/;

/** With the server's own list, where the log has it: vendors bring algorithms and keywords to older releases, and it outranks any table. */
const forServer = (report: Report) => report.findings.flatMap(({ code, fixes, negotiation }) =>
  fixes.filter(({ side }) => side === 'server').map((fix) => ({ code, fix, own: negotiation?.serverOffer ?? [] })));

/** A keyword by this spelling, which may be the older of two. */
function keywordOf(name: string): { since?: string; removed?: string } | undefined {
  const former = SERVER_KEYWORDS.find((keyword) => keyword.former === name);
  if (former) return { ...(former.formerSince !== undefined && { since: former.formerSince }) };
  return serverKeyword(name);
}

/** What sshd of that release would refuse, but for lists of algorithms: it would not start, or reload. */
function refused({ lines = [] }: Fix, release: Release): string[] {
  const plain = lines.filter((line) => !Object.hasOwn(LISTS, line.trim().split(/\s/)[0]?.toLowerCase() ?? ''));
  return configurationOf(`${plain.join('\n')}\n`, {}, release).problems.map(({ line, reason }) => `${plain[line - 1]}: ${reason}`);
}

/** What is wrong with lines of sshd_config for that release, whose own list may be known. */
function faults({ lines = [] }: Fix, release: Release, own: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const [keyword = '', value = ''] = line.trim().split(/\s+/);
    const known = keywordOf(keyword);
    const name = keyword.toLowerCase();
    const kind = LISTS[name];
    const sign = value[0] as '+' | '-' | '^';
    const names = kind === undefined ? [] : value.replace(/^[-+^]/, '').split(',').filter((one) => !one.includes('*'));
    return [
      ...(known ? [] : [`${line}: no keyword of sshd`]),
      ...(known?.since !== undefined && compareReleases(release, known.since) < 0 && (kind === undefined || own.length === 0) ? [`${line}: needs ${known.since}`] : []),
      ...(known?.removed !== undefined && compareReleases(release, known.removed) >= 0 ? [`${line}: removed in ${known.removed}`] : []),
      ...(kind !== undefined && '+-^'.includes(sign) && !acceptsModifier(sign, { min: release, max: release }) ? [`${line}: ${sign} is too new for ${release}`] : []),
      ...names.filter((one) => kind !== undefined && sign !== '-' && !own.includes(one) && !isCompiledIn(kind, one, release)).map((one) => `${line}: ${release} has no ${one}`),
    ];
  });
}

/** What is wrong with the commands for that kind of system. */
function wrongCommands({ commands = [] }: Fix, family: DistributionFamily | undefined): string[] {
  if (family === undefined) return [];
  const unit = sshdUnit(family)?.replace('.service', '');
  const allowed = [...reloadCommands(family, {}), ...reloadCommands(family, { max: '5.3' })].flatMap((command) => [command, command.replace('reload', 'restart')]);
  return commands.filter((command) => {
    const services = /^(?:systemctl|service|rc-service|rcctl|rcsshd)\b.*\bsshd?\b/.test(command);
    if (!services || allowed.includes(command)) return false;
    return unit === undefined || (command.match(/\bsshd?(?=\.|$| )/g) ?? []).some((word) => word !== unit);
  });
}

describe.each(LOGS)('%s', (log) => {
  it('lines for sshd_config are known to the release', async () => {
    const report = await analyzeFile(`fixtures/${log}`);
    const range = report.servers[0]?.openssh;
    const exact = range?.exact?.replace(/p\d+$/, '');
    // No other release can have written it.
    const releases = exact !== undefined ? [exact] : RELEASES.filter((release) => range
      && (range.min === undefined || compareReleases(range.min, release) <= 0) && (range.max === undefined || compareReleases(release, range.max) <= 0));
    for (const release of releases) {
      for (const { code, fix, own } of forServer(await analyzeFile(`fixtures/${log}`, { openssh: release }))) {
        if (fix.file === 'sshd_config') expect([...faults(fix, release, own), ...refused(fix, release)], `${code} on ${release}`).toEqual([]);
      }
    }
  });

  it.each(SYSTEMS)('commands are those of the system that writes %s', async (name) => {
    const fixes = forServer(await analyzeFile(`fixtures/${log}`, { file: `/var/log/${name}` }));
    // The server's own identification tells more than the name of a file.
    const software = /Local version string (\S.*)/.exec(readFileSync(`fixtures/${log}`, 'latin1'))?.[1];
    const family = guessFamily({ logFile: name, ...(software !== undefined && { softwareComment: software }) });
    for (const { code, fix } of fixes) {
      expect(wrongCommands(fix, family), code).toEqual([]);
      // A line that is not read in changes nothing.
      if (fix.file !== 'sshd_config' || !fix.lines || isPartOfAnother(fix)) continue;
      expect(fix.commands?.some((command) => READS_IN.test(command)), `${code}: ${fix.summary}`).toBe(true);
    }
  });
});
