import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run, type Ran, type RunOptions } from './run.js';
import { startSshd, until, type HostKeyName, type Sshd } from './sshd.js';

export const CONFIG = '/etc/ssh/sshd_config';
export const AUTH_LOG = '/var/log/auth.log';
const PID_FILE = '/run/sshd.pid';
export const CLIENT_HOME = '/home/root';
export const CA = '/home/root/ca/user_ca';
export const PASSWORD = 'correct-horse';
/** The group of fred besides his own. */
export const GROUP = 'staff';

/** A further address of this machine, which passes for one of somebody else. */
export const STRANGER = '192.0.2.66';
/** One that stays, for checks of a configuration. */
export const HOST_KEY = '/mnt/host_key';
/** For a dropbear that sits on port 22. */
export const DROPBEAR_KEY = '/mnt/dropbear_key';

const PRISTINE = '/mnt/pristine';
const BIN = fileURLToPath(new URL('bin', import.meta.url));

/** What the commands of a fix see: the client's home, the stand-in for systemd, and an answer where a password is asked for. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  HOME: CLIENT_HOME, PATH: `${BIN}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, LC_ALL: 'C', TZ: 'UTC',
  SSHD_OPTIONS: `-E ${AUTH_LOG}`,
  SSH_ASKPASS: `${CLIENT_HOME}/askpass`, SSH_ASKPASS_REQUIRE: 'force',
};

const inWorld = () => existsSync('/mnt/sshlog/package.json') && existsSync('/mnt/node');

/**
 * Makes the accounts and keys from which every scenario starts. Throws outside the namespaces: it changes /etc. The files of the suite
 * share them: the second only goes back to the start.
 */
export async function prepare(): Promise<void> {
  if (!inWorld()) throw new Error('start it with npm run test:e2e: it changes /etc, and only there that is a copy');
  if (existsSync(PRISTINE)) {
    await reset(undefined);
    return;
  }
  const sh = (command: string) => run('sh', ['-ec', command], { env: ENVIRONMENT, check: true });
  await sh(`
    useradd -m -s /bin/sh -G ${GROUP} fred
    echo fred:${PASSWORD} | chpasswd
    echo root:${PASSWORD} | chpasswd
    cd ${CLIENT_HOME}
    mkdir -m 700 .ssh ca
    ssh-keygen -q -t ed25519 -N '' -C fred -f .ssh/id_ed25519
    ssh-keygen -q -t rsa -b 2048 -N '' -C fred -f .ssh/id_rsa
    ssh-keygen -q -t ed25519 -N '' -C ca -f ca/user_ca
    install -d -m 700 -o fred -g fred /home/fred/.ssh
    cat .ssh/id_ed25519.pub .ssh/id_rsa.pub | install -m 600 -o fred -g fred /dev/stdin /home/fred/.ssh/authorized_keys
    install -m 600 /home/fred/.ssh/authorized_keys .ssh/authorized_keys
    printf '#!/bin/sh\\necho ${PASSWORD}\\n' > askpass
    chmod 755 askpass
    cp .ssh/id_ed25519.pub .
    ssh-keygen -q -t ed25519 -N '' -f ${HOST_KEY}
    dropbearkey -t ed25519 -f ${DROPBEAR_KEY} > /dev/null
  `);
  writeFileSync('/etc/ssh/ssh_config', ['StrictHostKeyChecking no', 'UserKnownHostsFile /dev/null', 'ConnectTimeout 10', ''].join('\n'));
  writeFileSync('/etc/rsyslog.conf', [
    'module(load="imuxsock")', `auth,authpriv.* ${AUTH_LOG}`, 'include(file="/etc/rsyslog.d/*.conf" mode="optional")', '',
  ].join('\n'));
  await sh(`mkdir ${PRISTINE}; cp -a /etc /home ${PRISTINE}/; rsyslogd`);
  await until(() => existsSync('/dev/log'), 'rsyslogd does not listen');
}

/** Ends what runs and puts everything back that a scenario may have changed. */
export async function reset(sshd: Sshd | undefined): Promise<void> {
  await sshd?.stop();
  await run('sh', ['-c', [
    // Sessions and clients that a scenario has left.
    'pkill -KILL -x sshd; pkill -KILL -x ssh; pkill -KILL -u fred',
    `find /etc -mindepth 1 -delete; cp -a ${PRISTINE}/etc/. /etc/`,
    `find /home /srv -mindepth 1 -delete; cp -a ${PRISTINE}/home/. /home/`,
    'pkill -x dropbear; pkill -x ssh-agent; nft flush ruleset; rm -rf /run/nologin /run/faillock /run/sshd.pid; install -d -m 755 /run/sshd',
  ].join('; ')]);
  mkdirSync('/var/log', { recursive: true });
  if (existsSync(AUTH_LOG)) truncateSync(AUTH_LOG);
}

export interface ServerOptions {
  config?: readonly string[];
  logLevel?: string;
  hostKeys?: readonly HostKeyName[];
  defaultKeys?: boolean;
  /** Through rsyslog, with PAM's own lines, instead of `sshd -E`. */
  syslog?: boolean;
  program?: string;
  /** It is not to start. */
  down?: boolean;
}

/** The sshd of the machine: port 22, /etc/ssh/sshd_config, /var/log/auth.log. */
export function startServer({ down = false, ...options }: ServerOptions, prepared: () => Promise<void> = async () => {}): Promise<Sshd> {
  return startSshd({ ...options, prepared, mayFail: down, directory: '/etc/ssh', port: 22, logFile: AUTH_LOG, pidFile: PID_FILE });
}

/** Runs a line in a shell, as somebody who pastes it. */
export function shell(command: string, options: RunOptions = {}): Promise<Ran> {
  return run('sh', ['-c', command], { ...options, env: { ...ENVIRONMENT, ...options.env } });
}

export function read(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

export { writeFileSync as write };
