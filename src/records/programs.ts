/** Programs of the OpenSSH server. 9.8 split sshd into listener and sshd-session, 10.0 split off sshd-auth. */
const PROGRAMS = new Map(['sshd', 'sshd-session', 'sshd-auth', 'internal-sftp', 'sftp-server'].map((name) => [name, name]));

/**
 * Other names that sshd logs under: from inetd, renamed by a distribution, and in the output of `journalctl -o with-unit`,
 * where a unit stands for whatever runs in it.
 */
for (const name of ['in.sshd', 'openssh', 'openssh-server', 'ssh.service', 'sshd.service']) PROGRAMS.set(name, 'sshd');

/** An instance of systemd's socket activation (`sshd@3-192.0.2.1:22-….service`), or of several sshds on one host. */
const INSTANCE = /^(sshd(?:-session|-auth)?|ssh)@\S+$/;

/** Programs of the OpenSSH client that log to syslog with -y; `journalctl -o cat` and -E have no header at all. */
const CLIENT_PROGRAMS: ReadonlySet<string> = new Set(['ssh', 'sftp', 'scp', 'slogin']);

/** Whether a program of the OpenSSH client logs under this name. */
export function isClientProgram(name: string): boolean {
  return CLIENT_PROGRAMS.has(name);
}

/** The program of the OpenSSH server that logs under this name; undefined where it is another program. */
export function sshProgram(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const program = PROGRAMS.get(name);
  if (program !== undefined || name.charCodeAt(0) !== 115) return program;
  const instance = INSTANCE.exec(name)?.[1];
  return instance === 'ssh' ? 'sshd' : instance;
}
