import { isAbsolute, relative, resolve } from 'node:path';
import { type Configuration, type ConfigurationProblem, readConfiguration } from '../configuration/index.js';
import type { Finding, Report } from '../finding.js';
import { configurationFiles, configurationRoot } from '../input/configuration-files.js';
import { explainReadError } from '../input/input-error.js';
import { exactRelease, type ReleaseRange } from '../openssh/version.js';
import { findingsWithout } from '../patch/choose-fixes.js';
import { type DropIn, findDropIn } from '../patch/drop-in.js';
import { applyEdits } from '../patch/edit.js';
import { type Plan, planPatch } from '../patch/plan.js';
import { unifiedDiff } from '../patch/unified-diff.js';
import { UsageError } from './exit-status.js';
import { refuseOverwriting } from './overwriting.js';
import type { SharedOptions } from './shared-options.js';
import { tell } from './tell.js';

export interface PatchOptions {
  patch?: string;
  dropIn?: boolean;
  allowWeak?: boolean;
}

type Options = PatchOptions & SharedOptions & { select?: string[] };

/**
 * What does not need the log is refused before it is read.
 * @throws UsageError
 */
export function checkPatchOptions(options: Options): void {
  const { patch, dropIn, allowWeak, redact } = options;
  if (patch === undefined) {
    if (dropIn || allowWeak) throw new UsageError(`${dropIn ? '--drop-in' : '--allow-weak'} needs --patch FILE, the sshd_config that is to be changed`);
    return;
  }
  if (redact) throw new UsageError('--redact would put pseudonyms into the patch; leave out one of them');
  refuseOverwriting([{ kind: 'file', path: patch }], options);
  read(patch);
}

/**
 * The patch of sshd_config for these findings, as bytes; what is in it, what is not, and why, is said on standard error.
 * @throws UsageError where the configuration cannot be read or is invalid, or the findings are of several servers
 */
export function makePatch(report: Report, options: Options): Uint8Array {
  const { patch: path = '', select = [], allowWeak = false, quiet } = options;
  const range = rangeOf(report, options);
  const configuration = read(path, exactRelease(range));
  const dropIn = options.dropIn ? openDropIn(configuration, range, path) : undefined;
  const choice = { allowWeak, asked: ({ code }: Finding) => select.includes(code) };
  const plan = planPatch({ findings: report.findings, configuration, range, choice, ...(dropIn && { dropIn }) });
  if (!quiet) explain(plan, report.findings);
  if (plan.edits.length === 0) tell(`nothing to change in ${path}`);
  return Buffer.from(diff(plan, configuration, path), 'latin1');
}

function read(path: string, release?: string): Configuration {
  let configuration: Configuration;
  try {
    configuration = readConfiguration(path, configurationFiles(path), release);
    // Vendors bring keywords to older releases (RHEL 6 KexAlgorithms to 5.3), and the server runs with this file.
    if (firstFault(configuration)) configuration = readConfiguration(path, configurationFiles(path));
  } catch (error) {
    throw new UsageError(explainReadError(path, error, 'give the sshd_config that is to be changed').message);
  }
  const fault = firstFault(configuration);
  if (fault) throw new UsageError(`${fault.file}:${fault.line}: ${fault.reason}; repair that first`);
  if (configuration.kind === 'effective') throw new UsageError(`${path} is the output of sshd -T, which sshd does not read; give the file itself, such as /etc/ssh/sshd_config`);
  return configuration;
}

function firstFault({ problems }: Configuration): ConfigurationProblem | undefined {
  return problems.find(({ severity }) => severity === 'error');
}

/** The releases that the server may have. Its configuration is one; so must the server be. Lines without a name may be anybody's. */
function rangeOf({ findings, servers }: Report, { openssh }: Options): ReleaseRange {
  const hosts = [...new Set(findings.flatMap(({ fixes, host }) => (host !== undefined && fixes.some(({ file }) => file?.endsWith('sshd_config')) ? [host] : [])))];
  if (hosts.length > 1) throw new UsageError(`the findings are of ${hosts.length} servers (${hosts.slice(0, 3).join(', ')}${hosts.length > 3 ? ', …' : ''}); --host NAME chooses the one whose configuration it is`);
  if (openssh !== undefined) return { min: openssh, max: openssh };
  const known = servers.findLast(({ host }) => hosts.length === 0 || host === hosts[0])?.openssh;
  if (known?.exact !== undefined) return { min: known.exact, max: known.exact };
  return { ...(known?.min !== undefined && { min: known.min }), ...(known?.max !== undefined && { max: known.max }) };
}

function openDropIn(configuration: Configuration, range: ReleaseRange, path: string): DropIn {
  const dropIn = findDropIn(configuration, range, configurationFiles(path).glob, configurationRoot(path));
  if ('refused' in dropIn) throw new UsageError(`--drop-in: ${dropIn.refused}; leave it out, and ${path} itself is changed`);
  return dropIn;
}

function diff({ edits }: Plan, configuration: Configuration, path: string): string {
  const source = configurationFiles(path);
  const files = [...new Set(edits.map(({ file }) => file))];
  const named = files.map((file) => relative('', file));
  // Programs that apply a patch refuse names that lead out of the folder or begin at the root.
  const isInside = named.every((name) => !name.startsWith('..') && !isAbsolute(name));
  if (!isInside) tell(`the names in the patch begin at the root: apply it with patch -p0 -d /`);
  return unifiedDiff(files.map((file, i) => {
    const isNew = !configuration.files.some((known) => known.path === file);
    const before = isNew ? '' : source.read(file);
    const name = isInside ? named[i] ?? file : relative('/', resolve(file));
    return { name, ...(!isNew && { before }), after: applyEdits(before, edits.filter((edit) => edit.file === file)) };
  }));
}

function explain({ reasons, already, left }: Plan, findings: readonly Finding[]): void {
  for (const reason of reasons) tell(reason);
  for (const sentence of new Set(already.map(({ code, what, reason }) => `nothing to do for ${code}, ${what}: ${reason}`))) tell(sentence);
  for (const sentence of new Set(left.map(({ code, what, reason }) => `left out, for ${code}: ${what}: ${reason}`))) tell(sentence);
  const without = findingsWithout(findings);
  if (without.length > 0) tell(`no line of sshd_config is advised for ${without.join(', ')}`);
}
