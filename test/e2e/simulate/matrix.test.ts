import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fix } from '../../../src/finding.js';
import type { Simulation } from '../../../src/simulate/simulation.js';
import { createRandom } from '../../fuzz/random.js';
import { run } from '../support/run.js';
import { type Sshd, SSHD, startSshd } from '../support/sshd.js';
import { type Client, createClient, type Names, sshNames, STRATA } from './clients.js';
import { effectiveNames, type Real, realOutcome } from './real.js';
import { CHANGES, type Change } from './servers.js';

/** The same in every run: the same clients meet the same servers. */
const SEED = 20_260_606;
const ROUNDS = 1;
const LEAST_PAIRS = 200;
const LEAST_LOCKOUTS = 0.4;

/** A client and a change: what the log of the old server made sshlog predict, and what the new server did. */
interface Pair {
  change: string;
  client: Client;
  log: string;
  before: Real;
  prediction: Simulation['clients'][number];
  real: Real;
}

const pairs: Pair[] = [];
const exceptions: { pair: Pair; works: boolean }[] = [];
let withoutException = 0;
let directory: string;
let ssh: Names;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'sshlog-simulate-'));
  ssh = await sshNames();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const ENDINGS = /(?:Connection closed by|Disconnected from|Unable to negotiate|Connection reset by|Received disconnect|ssh_dispatch_run_fatal)/;

/** The lines of one connection: from its first until nothing more comes. */
async function logOf(sshd: Sshd, client: Client): Promise<string> {
  const before = sshd.log().length;
  await client.connect(sshd.port);
  const lines = () => sshd.log().slice(before).replace(/^[^]*?(?=^Connection from )/m, '');
  let last = '';
  // sshd's processes write their last lines when the client has gone already.
  for (let tries = 0, still = 0; tries < 400 && still < 8; tries++) {
    await new Promise((resolve) => void setTimeout(resolve, 10));
    const now = lines();
    still = now === last && ENDINGS.test(now) ? still + 1 : 0;
    last = now;
  }
  return last;
}

/** One run over the logs of all clients, each a file of its own, which tells whose a prediction is. */
async function predict(logs: readonly string[], newConfig: string): Promise<(Simulation['clients'][number] | undefined)[]> {
  const files = logs.map((log, i) => {
    const file = join(directory, `of-client-${i}.log`);
    writeFileSync(file, log, 'latin1');
    return file;
  });
  const { stdout, stderr } = await run(process.execPath, ['bin/sshlog.js', 'simulate', '--new-config', newConfig, '--format', 'json', ...files], { timeout: 60_000 });
  if (stdout === '') throw new Error(stderr);
  const { clients } = JSON.parse(stdout) as Simulation;
  expect(clients).toHaveLength(files.length);
  return files.map((file) => clients.find(({ evidence }) => evidence.file === file));
}

describe.each(CHANGES)('$name', (change) => {
  it('does to each client what simulate says', async () => {
    const random = createRandom(SEED + CHANGES.indexOf(change));
    const options = { logLevel: 'DEBUG2' };
    const after = await startSshd({ ...options, config: change.after, ...(change.hostKeysAfter && { hostKeys: change.hostKeysAfter }) });
    const takes = await effectiveNames(after.configFile);
    const clients = STRATA.flatMap((stratum) => Array.from({ length: ROUNDS }, () => createClient(stratum, takes, random, ssh) ?? []).flat());
    const before = await startSshd({ ...options, config: change.before });
    const logs: string[] = [];
    const reals: Real[] = [];
    for (const client of clients) {
      const [log, real] = await Promise.all([logOf(before, client), logOf(after, client)]);
      logs.push(log);
      reals.push(realOutcome(real));
    }
    await before.stop();
    const predictions = await predict(logs, after.configFile);
    for (const [i, prediction] of predictions.entries()) {
      const [client, log = '', real] = [clients[i], logs[i], reals[i]];
      if (!client || !real || !prediction) throw new Error(`nothing is predicted for a client whose log is\n${log}`);
      pairs.push({ change: change.name, client, log, before: realOutcome(log), prediction, real });
    }
    await after.stop();
    const locked = pairs.filter((known) => known.change === change.name && !known.real.connected);
    // Each in a server of its own; a few at a time.
    for (let i = 0; i < locked.length; i += 4) await Promise.all(locked.slice(i, i + 4).map((pair) => prove(pair, change)));
    const wrong = pairs.filter((pair) => pair.change === change.name && !agrees(pair));
    expect(wrong.map(describePair)).toEqual([]);
  }, 300_000);
});

describe('the whole matrix', () => {
  it('covers all lists, with lockouts enough', () => {
    const count = (kind: string, direction: string) => pairs.filter(({ client, real }) => !real.connected && client.stratum.kind === kind && client.stratum.direction === direction).length;
    for (const { kind, direction } of STRATA) expect(count(kind, direction), `${kind} ${direction}`).toBeGreaterThan(0);
    const lockouts = pairs.filter(({ real }) => !real.connected).length;
    const agreed = pairs.filter(agrees).length;
    const proven = exceptions.filter(({ works }) => works).length;
    process.stdout.write(`${[
      `predictions agree ${agreed}/${pairs.length} (${lockouts} lockouts, ${pairs.filter(({ client }) => client.program === 'ssh').length} by ssh, the others by ssh2)`,
      `exceptions proven ${proven}/${exceptions.length} (${withoutException} lockouts have none to apply: nothing that the release has, or it takes a new host key)`,
    ].join('\n')}\n`);
    expect(pairs.length).toBeGreaterThanOrEqual(LEAST_PAIRS);
    expect(lockouts / pairs.length).toBeGreaterThanOrEqual(LEAST_LOCKOUTS);
    expect(agreed).toBe(pairs.length);
    expect(exceptions.filter(({ works }) => !works).map(({ pair }) => describePair(pair))).toEqual([]);
  });
});

/** Connects or not, the list that fails, every algorithm, and how it fares today. */
function agrees({ before, prediction, real }: Pair): boolean {
  const today = before.connected ? 'connects' : 'locked-out';
  if (prediction.today !== today || prediction.verdict !== (real.connected ? 'connects' : 'locked-out')) return false;
  return real.connected
    ? JSON.stringify(sorted(prediction.after)) === JSON.stringify(sorted(real.chosen))
    : prediction.failures[0]?.kind === real.failed;
}

function sorted(names: object): [string, string][] {
  return Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1)) as [string, string][];
}

/** The exception that is printed for a client lets it in: the new configuration with these lines first. */
async function prove(pair: Pair, { after, hostKeysAfter }: Change): Promise<void> {
  const fix: Fix | undefined = pair.prediction.exceptions.find(({ side, lines }) => side === 'server' && lines);
  if (!fix?.lines || fix.commands) {
    withoutException++;
    return;
  }
  const sshd = await startSshd({ logLevel: 'DEBUG1', config: [...fix.lines, ...after], ...(hostKeysAfter && { hostKeys: hostKeysAfter }) });
  const log = await logOf(sshd, pair.client);
  await sshd.stop();
  exceptions.push({ pair, works: realOutcome(log).connected });
}

function describePair({ change, client, before, prediction, real }: Pair): object {
  const { verdict, today, after, failures, unknowns, exceptions: fixes } = prediction;
  return { change, program: client.program, stratum: client.stratum, before: before.connected, real, predicted: { verdict, today, after, failures, unknowns, fixes } };
}

// Said here, for who runs this file by itself.
if (!existsSync(SSHD)) throw new Error('it takes a real sshd: apt-get install openssh-server');
