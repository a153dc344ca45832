import { ssh, sshCommand, sshPassword } from '../support/clients.js';
import type { Client, Scenario } from '../support/scenario.js';
import { run } from '../support/run.js';
import { connectSsh2 } from '../support/ssh2.js';
import { ENVIRONMENT, PASSWORD, STRANGER } from '../support/world.js';

/** ssh as the user that the configuration names. */
const unnamed: Client = async (port) => {
  const ran = await run('ssh', ['-p', String(port), '-o', 'BatchMode=yes', 'SERVER', 'true'], { env: ENVIRONMENT });
  return { ok: ran.status === 0, said: ran.stderr };
};

/** An account without a password, taken without any. */
const withoutPassword: Client = async (port) => {
  const { loggedIn, error } = await connectSsh2({ port, username: 'fred', authHandler: ['none'] });
  return { ok: loggedIn, said: error ?? 'logged in' };
};

const NEW_KEY = { answers: '\n\n\n' };
/** The table that most nftables set-ups have. */
const FILTER = `nft add table inet filter
  nft 'add chain inet filter input { type filter hook input priority 0; policy accept; }'`;

/** Guesses until the password is found. */
const guesserFrom = (localAddress: string): Client => async (port) => {
  for (let i = 0; i < 12; i++) {
    const { loggedIn, error } = await connectSsh2({ port, username: 'fred', password: i < 11 ? `guess${i}` : PASSWORD, localAddress });
    if (i === 11 || !/authentication methods failed/.test(error ?? '')) return { ok: loggedIn, said: error ?? 'logged in' };
  }
  return { ok: false, said: 'unreachable' };
};
/** The same wrong password three times in one connection: three lines that are the same. */
const mistyper: Client = async (port) => {
  const wrong = { type: 'password', username: 'fred', password: 'wrong' } as const;
  const { loggedIn, error } = await connectSsh2({ port, username: 'fred', authHandler: [wrong, wrong, wrong] });
  return { ok: loggedIn, said: error ?? 'logged in' };
};

const guesser = guesserFrom(STRANGER);
/** From the end of a tunnel with a loopback address of its own. */
const throughTunnel = guesserFrom('127.2.2.1');

const RSA = ssh('-i', '~/.ssh/id_rsa', '-o', 'IdentitiesOnly=yes');

export const AUTHENTICATION: readonly Scenario[] = [
  {
    code: 'pubkey-algorithm-not-accepted', name: 'the server leaves RSA out', config: ['PubkeyAcceptedAlgorithms ssh-ed25519'],
    before: 'rm .ssh/id_ed25519*',
    fixes: [
      { summary: 'let the server accept it' },
      { summary: 'use a key of a type that the server accepts', ...NEW_KEY },
    ],
  },
  {
    code: 'pubkey-algorithm-not-accepted', name: 'SHA-1',
    client: ssh('-i', '~/.ssh/id_rsa', '-o', 'IdentitiesOnly=yes', '-o', 'PubkeyAcceptedAlgorithms=ssh-rsa'),
    fixes: [{ summary: 'let the server accept it' }],
  },
  {
    code: 'rsa-key-too-small', config: ['RequiredRSASize 3072'], client: RSA, logLevel: 'VERBOSE',
    before: 'rm .ssh/id_rsa* .ssh/id_ed25519*; ssh-keygen -q -t rsa -b 1024 -N "" -f .ssh/id_rsa; cat .ssh/id_rsa.pub > /home/fred/.ssh/authorized_keys',
    fixes: ['until then, accept shorter keys'],
  },
  {
    code: 'rsa-key-too-small', name: 'a new key', config: ['RequiredRSASize 3072'], before: 'rm .ssh/id_ed25519*',
    logLevel: 'VERBOSE',
    fixes: [{ summary: 'make a new key and install it', ...NEW_KEY }],
  },
  {
    code: 'too-many-failures', name: 'an agent with many keys', config: ['MaxAuthTries 3'],
    before: `ssh-agent -a /home/root/agent.sock > /dev/null
      for i in 1 2 3 4 5 6; do ssh-keygen -q -t ed25519 -N '' -f key$i; SSH_AUTH_SOCK=/home/root/agent.sock ssh-add -q key$i; done
      echo 'IdentityAgent /home/root/agent.sock' >> /etc/ssh/ssh_config`,
    fixes: ['offer only the key that is meant for this server', 'or allow more tries'],
  },
  {
    code: 'partial-auth-incomplete', logLevel: 'VERBOSE', config: ['AuthenticationMethods publickey,password'],
    fixes: [
      { summary: 'let the client go on with the next method', shown: 'command' },
      'or ask only for one method of this account',
    ],
  },
  {
    code: 'bad-password', name: 'the password is lost', before: 'echo fred:another-one | chpasswd', client: sshPassword(),
    fixes: [{ summary: 'set a new one if it is lost', answers: `${PASSWORD}\n${PASSWORD}\n` }],
  },
  {
    code: 'invalid-user', before: `echo 'User fredd' >> /etc/ssh/ssh_config`, client: unnamed,
    fixes: [{ summary: 'give the right name', fill: { NAME: 'fred' } }],
  },
  {
    code: 'accepted-none', config: ['PermitEmptyPasswords yes'], before: 'passwd -d fred',
    client: withoutPassword, intruder: true,
    fixes: ['accept no empty passwords', 'lock the password, or set one'],
  },
  {
    code: 'login-failed-unexplained', before: 'rm /home/fred/.ssh/authorized_keys',
    fixes: [{ summary: 'let sshd log refused keys', shown: { tells: 'key-not-authorized' } }],
  },
  {
    code: 'brute-force', client: guesser, intruder: true,
    fixes: [
      'take keys only',
      { summary: `shut ${STRANGER} out in the packet filter`, first: FILTER },
    ],
  },
  {
    code: 'success-after-failures', client: guesser, intruder: true,
    fixes: ['take keys only', { summary: 'ask the user whether it was they', finish: 'true' }],
  },
  {
    code: 'loopback-source', client: throughTunnel, intruder: true,
    fixes: ['take keys only from 127.2.2.1', 'take keys only: then there is nothing to guess'],
  },
  {
    code: 'repeated-lines-folded', syslog: true, client: mistyper,
    before: `sed -i '1i $RepeatedMsgReduction on' /etc/rsyslog.conf; systemctl restart rsyslog`,
    fixes: [{ summary: 'let rsyslog write every message', shown: 'silent' }],
  },
  {
    code: 'debug-logging-enabled', logLevel: 'DEBUG1', client: sshCommand(['-o', 'User=nobody'], ['false']),
    fixes: [{ summary: 'go back to the default level', shown: 'silent' }],
  },
];
