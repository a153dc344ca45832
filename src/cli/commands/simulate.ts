import type { Configuration } from '../../configuration/index.js';
import { exactRelease, type Release } from '../../openssh/version.js';
import { formatSimulationCsv, formatSimulationJson, formatSimulationNdjson } from '../../report/simulation-machine.js';
import { formatSimulationMarkdown } from '../../report/simulation-markdown.js';
import { formatSimulationText } from '../../report/simulation-text.js';
import { createClientLog } from '../../simulate/clients.js';
import { locksOut, simulate as trial } from '../../simulate/simulate.js';
import type { Simulation } from '../../simulate/simulation.js';
import { analyzeInputs } from '../analysis.js';
import { readConfigurationFile } from '../configuration-file.js';
import { EXIT, UsageError } from '../exit-status.js';
import { type Format, FORMATS } from '../formats.js';
import { openOutputs, parseTargets, type Target } from '../outputs.js';
import { redactionFor } from '../redaction.js';
import type { SharedOptions } from '../shared-options.js';
import { terminalStyle } from '../terminal-style.js';

export interface SimulateOptions extends SharedOptions {
  newConfig?: string;
  target?: Release;
  failOn?: 'lockout' | 'never';
  loggedIn?: boolean;
}

/** `sshlog simulate`: which clients and users of the log a new configuration or release would lock out. @returns the exit status */
export async function simulate(files: readonly string[], options: SimulateOptions): Promise<number> {
  const { sshdConfig, ...reading } = options;
  const { newConfig, target, openssh, failOn = 'never', quiet = false } = reading;
  if (newConfig === undefined && target === undefined) {
    throw new UsageError('nothing is to change: give --new-config FILE, the sshd_config to try, or --target VERSION, the release to upgrade to');
  }
  const targets = parseTargets(options.format, options.output, FORMATS.simulate, 'text');
  // Read before the log, which may be long; and once more for the release of the log, where nobody named one.
  const read = (release: Release | undefined, silent: boolean) => (newConfig === undefined ? undefined
    : readConfigurationFile(newConfig, release, { quiet: silent, instead: 'name the file that is to become sshd_config', releaseOption: '--target' }));
  let configuration: Configuration | undefined = read(target ?? openssh, quiet);
  const today = sshdConfig === undefined ? undefined : await readToday(sshdConfig, options);
  const outputs = openOutputs(targets);
  const { output: redacted, ...redaction } = await redactionFor(options);
  const log = createClientLog();
  const { report, unreadable, nothingRead } = await analyzeInputs(files, reading, {
    ...redaction,
    diagnosers: [],
    follower: { event: log.event, ended: () => {}, wants: () => true },
    onConnectionEnd: log.connectionEnded,
  });
  if (nothingRead) {
    for (const { sink } of outputs) sink.discard();
    return EXIT.unreadableInput;
  }
  const release = log.release();
  const exact = release && exactRelease(release);
  if (target === undefined && openssh === undefined && exact !== undefined) configuration = read(exact, true);
  const result = trial(log, {
    change: { ...(configuration && { configuration }), ...(target !== undefined && { target }), ...(today && { today }) },
    ...(options.loggedIn && { loggedInOnly: true }),
    ...(redaction.redaction && { restore: redaction.redaction.restore }),
  });
  const simulation: Simulation = redacted({ ...result, tool: report.tool, input: report.input, servers: report.servers });
  for (const { target: to, sink } of outputs) {
    sink.write(format(simulation, to, options));
    sink.close();
  }
  if (unreadable) return EXIT.unreadableInput;
  return failOn === 'lockout' && locksOut(simulation) ? EXIT.findings : EXIT.ok;
}

async function readToday(sshdConfig: string, { openssh, quiet = false }: SimulateOptions): Promise<Configuration> {
  const { readKnowledge } = await import('../known-configuration.js');
  return readKnowledge({ sshdConfig, ...(openssh !== undefined && { openssh }), quiet }).configuration;
}

function format(simulation: Simulation, { format: name, file }: Target<Format<'simulate'>>, { color, verbose = false, quiet = false }: SimulateOptions): string {
  switch (name) {
    case 'json': return formatSimulationJson(simulation);
    case 'ndjson': return formatSimulationNdjson(simulation);
    case 'csv': return formatSimulationCsv(simulation);
    case 'markdown': return formatSimulationMarkdown(simulation);
    case 'text': return formatSimulationText(simulation, terminalStyle(color, file !== undefined), { verbose, quiet });
  }
}
