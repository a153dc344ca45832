import { mkdirSync, writeFileSync } from 'node:fs';
import type { Attempt, Client } from './scenario.js';
import { run, type Ran } from './run.js';
import { connectSsh2, type Proposal } from './ssh2.js';
import { CLIENT_HOME, ENVIRONMENT, PASSWORD } from './world.js';

const attempt = (ran: Ran, ok = ran.status === 0): Attempt => ({ ok, said: `${ran.command}: ${ran.status}\n${ran.stdout}${ran.stderr}` });

/** The OpenSSH client, as fred with his key where `options` do not say otherwise, never asking. */
export function ssh(...options: string[]): Client {
  return sshCommand(options, ['true']);
}

/** ssh with a command, on the server that it is told by name: so that `Host SERVER` of a fix applies. */
export function sshCommand(options: readonly string[], command: readonly string[], user = 'fred'): Client {
  return async (port) => attempt(await run('ssh', ['-p', String(port), '-o', 'BatchMode=yes', ...options, `${user}@SERVER`, ...command], {
    env: ENVIRONMENT, timeout: 12_000,
  }));
}

/** ssh with the password of the account. */
export function sshPassword(user = 'fred', ...options: string[]): Client {
  const always = ['-o', 'PubkeyAuthentication=no', '-o', 'NumberOfPasswordPrompts=1'];
  return async (port) => attempt(await run('ssh', ['-p', String(port), ...always, ...options, `${user}@SERVER`, 'true'], {
    env: ENVIRONMENT, timeout: 12_000,
  }));
}

/** dropbear's client with the password. */
export function dbclient(...options: string[]): Client {
  return async (port) => attempt(await run('dbclient', ['-y', '-y', '-T', '-p', String(port), ...options, 'fred@127.0.0.1', 'true'], {
    env: { ...ENVIRONMENT, DROPBEAR_PASSWORD: PASSWORD },
  }));
}

/** PuTTY's client with the password; its lists stand in a saved session. */
export function plink(session: Readonly<Record<string, string>> = {}): Client {
  return async (port) => {
    mkdirSync(`${CLIENT_HOME}/.putty/sessions`, { recursive: true });
    const lines = { Protocol: 'ssh', HostName: '127.0.0.1', PortNumber: String(port), ...session };
    writeFileSync(`${CLIENT_HOME}/.putty/sessions/e2e`, Object.entries(lines).map(([name, value]) => `${name}=${value}\n`).join(''));
    // It asks for the host key unless it is told: whichever the server shows will do.
    const { stdout } = await run('sh', ['-c', `for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$key"; done`]);
    const keys = stdout.split('\n').flatMap((line) => (line === '' ? [] : ['-hostkey', line.split(' ')[1] ?? '']));
    return attempt(await run('plink', ['-batch', '-load', 'e2e', '-l', 'fred', '-pw', PASSWORD, ...keys, 'true'], { env: ENVIRONMENT }));
  };
}

/** The npm client ssh2 with the password and a proposal picked by hand. */
export function node(proposal: Proposal): Client {
  return async (port) => {
    const { loggedIn, error, negotiated } = await connectSsh2({ port, proposal, username: 'fred', password: PASSWORD });
    return { ok: loggedIn, said: `ssh2: ${error ?? JSON.stringify(negotiated)}` };
  };
}
