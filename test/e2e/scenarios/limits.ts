import { connect, type Socket } from 'node:net';
import { run, sleep } from '../support/run.js';
import { ssh } from '../support/clients.js';
import type { Client, Scenario } from '../support/scenario.js';
import { ENVIRONMENT } from '../support/world.js';

/** The client behind connections that do not log in. */
const crowded = (count: number, client: Client): Client => async (port) => {
  const idle: Socket[] = [];
  for (let i = 0; i < count; i++) idle.push(connect({ host: '127.0.0.1', port }).on('error', () => {}));
  await sleep(200);
  try {
    return await client(port);
  } finally {
    for (const socket of idle) socket.destroy();
    await sleep(100);
  }
};

/**
 * A session whose client sleeps for eight seconds. sshd counts in whole seconds and only where its poll runs out: with an interval of 1 and
 * one unanswered message it hangs up after two to four of them.
 */
const sleeper: Client = async (port) => {
  const script = `ssh -p ${port} -o BatchMode=yes fred@SERVER 'echo began; sleep 9; echo done' > sleeper.out & client=$!
    until grep -q began sleeper.out; do sleep 0.1; done
    kill -STOP $client; sleep 8; kill -CONT $client; wait $client; grep done sleeper.out`;
  const ran = await run('sh', ['-c', script], { env: ENVIRONMENT, cwd: ENVIRONMENT['HOME'] ?? '/', timeout: 30_000 });
  return { ok: ran.status === 0, said: ran.stderr };
};

export const LIMITS: readonly Scenario[] = [
  {
    code: 'max-startups', config: ['MaxStartups 2:100:2', 'LoginGraceTime 20'], client: crowded(2, ssh()),
    fixes: ['allow more connections without login'],
  },
  {
    code: 'per-source-max-startups', config: ['PerSourceMaxStartups 1', 'LoginGraceTime 20'], client: crowded(1, ssh()),
    logLevel: 'DEBUG1',
    fixes: ['allow one source more connections'],
  },
  {
    code: 'client-alive-timeout', config: ['ClientAliveInterval 1', 'ClientAliveCountMax 1'], client: sleeper,
    fixes: ['let the server ask more often, and bear a longer silence', 'or only for those who come over bad networks'],
  },
];
