import { createSocket } from 'node:dgram';
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

/** A session of four seconds whose client sleeps for the middle three. */
const sleeper: Client = async (port) => {
  const script = `ssh -p ${port} -o BatchMode=yes fred@SERVER 'sleep 4; echo done' > sleeper.out & client=$!
    sleep 1; kill -STOP $client; sleep 3.5; kill -CONT $client; wait $client; grep done sleeper.out`;
  const ran = await run('sh', ['-c', script], { env: ENVIRONMENT, cwd: ENVIRONMENT['HOME'] ?? '/' });
  return { ok: ran.status === 0, said: ran.stderr };
};

/** From an address whose name nobody knows, while the name server is silent. */
const nameless: Client = async (port) => {
  const silent = createSocket('udp4').bind(53, '127.0.0.53');
  try {
    return await ssh('-b', '127.0.0.9', '-o', 'ConnectTimeout=20')(port);
  } finally {
    silent.close();
  }
};

export const LIMITS: readonly Scenario[] = [
  {
    code: 'max-startups', config: ['MaxStartups 2:100:2', 'LoginGraceTime 20'], client: crowded(2, ssh()),
    fixes: ['allow more connections without login'],
  },
  {
    code: 'per-source-max-startups', config: ['PerSourceMaxStartups 1', 'LoginGraceTime 20'], client: crowded(1, ssh()), logLevel: 'DEBUG1',
    fixes: ['allow one source more connections'],
  },
  {
    code: 'client-alive-timeout', config: ['ClientAliveInterval 1', 'ClientAliveCountMax 1'], client: sleeper,
    fixes: ['let the server ask more often, and bear a longer silence', 'or only for those who come over bad networks'],
  },
  {
    code: 'login-grace-timeout', config: ['UseDNS yes', 'LoginGraceTime 3'], client: nameless,
    before: 'echo "nameserver 127.0.0.53" > resolv; rm -f /etc/resolv.conf; cp resolv /etc/resolv.conf',
    fixes: ['take name lookups out of the login'],
  },
];
