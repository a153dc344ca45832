import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Finding, Fix, Report } from '../../src/finding.js';
import { sshlog } from '../support/cli.js';
import { SCENARIOS } from './scenarios/index.js';
import { apply } from './support/apply.js';
import { setLines } from './support/edit.js';
import { ssh } from './support/clients.js';
import type { Attempt, Client, Proof, Scenario } from './support/scenario.js';
import { sleep } from './support/run.js';
import { AUTH_LOG, CLIENT_HOME, CONFIG, HOST_KEY, prepare, read, reset, shell, startServer, write } from './support/world.js';
import type { Sshd } from './support/sshd.js';
import { UNPROVEN } from './unproven.js';

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

it('every code has a scenario or a reason', async () => {
  const { stdout } = await sshlog(['codes']);
  const codes = stdout.trim().split('\n').map((line) => line.split(' ')[0] ?? '');
  const proved = new Set(SCENARIOS.map(({ code }) => code));
  expect([...proved].filter((code) => Object.hasOwn(UNPROVEN, code)), 'proven, and said not to be').toEqual([]);
  expect([...proved, ...Object.keys(UNPROVEN)].sort()).toEqual(codes.sort());
});

it('as a user sees it: text with the fix, and the exit status of --fail-on before and after', async () => {
  const client = ssh('-o', 'MACs=hmac-md5', '-c', 'aes128-ctr');
  sshd = await startServer({ syslog: true });
  expectAttempt(await client(22), false, 'before the fix');
  const text = await sshlog(['diagnose', '--fail-on', 'error', AUTH_LOG]);
  expect(text).toMatchObject({ status: 1, stderr: '' });
  expect(text.stdout).toMatch(/^error\[no-common-mac\]: /);
  expect(text.stdout).toContain('      MACs +hmac-md5\n    then run:\n      cp -p /etc/ssh/sshd_config /etc/ssh/sshd_config.new\n');
  expect(text.stdout).toMatch(/1 error in \d+ lines of \/var\/log\/auth\.log/);
  await apply(find(await diagnose('no-common-mac'), 'let this server accept hmac-md5'), { env: { SSHD_OPTIONS: '' }, tryPort: async () => {} });
  write(AUTH_LOG, '');
  expectAttempt(await client(22), true, 'after the fix');
  await sleep(200);
  expect(await sshlog(['diagnose', '--fail-on', 'error', AUTH_LOG])).toMatchObject({ status: 0, stderr: '' });
});

describe.each(SCENARIOS.map((scenario): [string, Scenario] => [title(scenario), scenario]))('%s', (_, scenario) => {
  it.each(scenario.fixes.map(asProof).map((proof): [string, Proof] => [proof.summary, proof]))('%s', async (_summary, proof) => {
    planned++;
    await prove(scenario, proof);
    proven++;
  });
});

async function prove(scenario: Scenario, proof: Proof): Promise<void> {
  const { client = ssh(), intruder = false, before, after, running, down = false, syslog = false, works = false } = scenario;
  await script(before);
  sshd = await startServer(scenario, () => script(after));
  await script(running);
  expect(sshd.pid() === undefined, 'sshd is down').toBe(down);
  if (!down) expectAttempt(await client(22), intruder || works, 'before the fix');
  const finding = await diagnose(scenario.code, down ? undefined : () => client(22));
  for (const { summary, fill, answers, first, edit, finish } of [...(proof.after ?? []).map(asProof), proof]) {
    await script(first);
    await apply(find(finding, summary), {
      ...(fill && { fill }), ...(answers !== undefined && { answers }), ...(edit !== undefined && { edit }),
      ...(syslog && { env: { SSHD_OPTIONS: '' } }),
      tryPort: async (port) => expectAttempt(await client(port), !intruder, 'on the port of the second sshd'),
    });
    await script(finish);
  }
  expect(await shell('sshd -t'), read(CONFIG)).toMatchObject({ status: 0 });
  await expectAccepted(finding);
  await show(scenario.code, client, proof.shown ?? 'client', !intruder);
}

/** sshd takes all lines of the finding, those of fixes that are not applied as well. */
async function expectAccepted({ fixes }: Finding): Promise<void> {
  for (const { file, lines, side } of fixes) {
    if (file !== 'sshd_config' || !lines || side !== 'server') continue;
    write('/srv/sshd_config', setLines(`HostKey ${HOST_KEY}`, lines));
    expect(await shell('sshd -t -f /srv/sshd_config'), lines.join('\n')).toMatchObject({ status: 0 });
  }
}

async function show(code: string, client: Client, shown: NonNullable<Proof['shown']>, ok: boolean): Promise<void> {
  // A command that is the client has had to succeed already.
  if (shown === 'command') return;
  if (shown === 'client') {
    expectAttempt(await client(22), ok, `after the fix\n${read(CONFIG)}`);
    return;
  }
  write(AUTH_LOG, '');
  await client(22);
  if (shown === 'silent') {
    await sleep(200);
    const { stdout } = await sshlog(['diagnose', '--format', 'json', AUTH_LOG]);
    expect((JSON.parse(stdout) as Report).findings.map((other) => other.code), read(AUTH_LOG)).not.toContain(code);
  } else {
    await diagnose(shown.tells);
  }
}

async function script(text: string | undefined): Promise<void> {
  if (text === undefined) return;
  const { status, stdout, stderr } = await shell(`set -e\n${text}`, { cwd: CLIENT_HOME });
  if (status !== 0) throw new Error(`${text}\n${stdout}${stderr}`);
}

function expectAttempt({ ok, said }: Attempt, expected: boolean, when: string): void {
  if (ok !== expected) throw new Error(`the client ${expected ? 'failed' : 'succeeded'} ${when}\n${said}\n${read(AUTH_LOG).slice(-3000)}`);
}

/**
 * The finding as a user gets it, from the log as sshd wrote it.
 * @param again the last lines may still be on their way; and PuTTY, which sees a mismatch too, can be faster than the server with its
 * verdict: then it has to fail once more, on a busy machine several times
 */
async function diagnose(code: string, again?: () => Promise<Attempt>): Promise<Finding> {
  let said = '';
  for (let tries = 0; ; tries++) {
    const run = await sshlog(['diagnose', '--format', 'json', AUTH_LOG]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const { findings } = JSON.parse(run.stdout) as Report;
    const finding = findings.find((other) => other.code === code);
    if (finding) return finding;
    if (tries === (again ? 30 : 4)) throw new Error(`no ${code} among ${findings.map((other) => other.code).join(', ')}\n${read(AUTH_LOG).slice(-4000)}\n${said}`);
    if (tries < 2 || !again) await sleep(100);
    else said = (await again()).said;
  }
}

function find({ fixes }: Finding, summary: string): Fix {
  const fix = fixes.find((other) => other.summary.includes(summary));
  if (!fix) throw new Error(`no fix "${summary}" among:\n${fixes.map((other) => JSON.stringify(other)).join('\n')}`);
  return fix;
}
