import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Finding, Fix, Report } from '../../src/finding.js';
import { sshlog } from '../support/cli.js';
import { SCENARIOS } from './scenarios/index.js';
import { apply } from './support/apply.js';
import { ssh } from './support/clients.js';
import type { Attempt, Proof, Scenario } from './support/scenario.js';
import { sleep } from './support/run.js';
import { AUTH_LOG, CONFIG, prepare, read, reset, shell, startServer } from './support/world.js';
import type { Sshd } from './support/sshd.js';

let sshd: Sshd | undefined;
let planned = 0;
let proven = 0;

beforeAll(prepare);
afterEach(async () => {
  await reset(sshd);
  sshd = undefined;
});
afterAll(() => void process.stdout.write(`\nfixes proven ${proven}/${planned}\n`));

const asProof = (fix: string | Proof): Proof => (typeof fix === 'string' ? { summary: fix } : fix);
const title = ({ code, name, logLevel = 'INFO', syslog = false }: Scenario) =>
  `${code}${name === undefined ? '' : `, ${name}`} (${logLevel}${syslog ? ', syslog' : ''})`;

describe.each(SCENARIOS.map((scenario): [string, Scenario] => [title(scenario), scenario]))('%s', (_, scenario) => {
  it.each(scenario.fixes.map(asProof).map((proof): [string, Proof] => [proof.summary, proof]))('%s', async (_summary, proof) => {
    planned++;
    await prove(scenario, proof);
    proven++;
  });
});

async function prove(scenario: Scenario, proof: Proof): Promise<void> {
  const client = scenario.client ?? ssh();
  if (scenario.before !== undefined) await script(scenario.before);
  if (scenario.start) await scenario.start();
  else sshd = await startServer(scenario);
  expectAttempt(await client(22), false, 'before the fix');
  const finding = await diagnose(scenario);
  scenario.check?.(finding);
  for (const { summary, fill, answers, then } of [...(proof.after ?? []).map(asProof), proof]) {
    await apply(find(finding, summary), {
      ...(fill && { fill }), ...(answers !== undefined && { answers }), ...(scenario.syslog && { env: { SSHD_OPTIONS: '' } }),
      tryPort: async (port) => expectAttempt(await client(port), true, 'on the port of the second sshd'),
    });
    if (then !== undefined) await script(then);
  }
  expect(await shell('sshd -t'), read(CONFIG)).toMatchObject({ status: 0 });
  expectAttempt(await client(22), true, `after the fix\n${read(CONFIG)}\n${read(AUTH_LOG).slice(-2000)}`);
}

async function script(text: string): Promise<void> {
  const { status, stdout, stderr } = await shell(`set -e\n${text}`);
  if (status !== 0) throw new Error(`${text}\n${stdout}${stderr}`);
}

function expectAttempt({ ok, said }: Attempt, expected: boolean, when: string): void {
  if (ok !== expected) throw new Error(`the client ${expected ? 'failed' : 'succeeded'} ${when}\n${said}\n${read(AUTH_LOG).slice(-3000)}`);
}

/** The finding as a user gets it, from the log as sshd wrote it. */
async function diagnose({ code, options = [] }: Scenario): Promise<Finding> {
  // The last lines of a connection may still be on their way.
  for (let tries = 0; ; tries++) {
    const run = await sshlog(['diagnose', '--format', 'json', ...options, AUTH_LOG]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const { findings } = JSON.parse(run.stdout) as Report;
    const finding = findings.find((other) => other.code === code);
    if (finding) return finding;
    if (tries === 5) throw new Error(`no ${code} among ${findings.map((other) => other.code).join(', ')}\n${read(AUTH_LOG)}`);
    await sleep(100);
  }
}

function find({ fixes }: Finding, summary: string): Fix {
  const fix = fixes.find((other) => other.summary.includes(summary));
  if (!fix) throw new Error(`no fix "${summary}" among:\n${fixes.map((other) => JSON.stringify(other)).join('\n')}`);
  return fix;
}
