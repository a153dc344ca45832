import { allBefore, allFrom, type ReleaseRange } from './version.js';

/** Systems that differ in where sshd logs and how it is told to read its configuration again. */
export type DistributionFamily =
  | 'debian' | 'redhat' | 'suse' | 'alpine' | 'arch' | 'freebsd' | 'openbsd' | 'macos' | 'windows';

export interface FamilyEvidence {
  /** Identification of the server itself, or its comment: `Debian-2+deb12u10`, `OpenSSH_for_Windows_9.5`. Never a client's. */
  softwareComment?: string;
  /** Path of the log. */
  logFile?: string;
  /** Unit of the journal entry: `ssh.service`. */
  unit?: string;
}

const SOFTWARE: readonly [RegExp, DistributionFamily][] = [
  [/\b(?:Debian|Ubuntu|Raspbian|Kali|Deepin)\b/, 'debian'],
  [/\bFreeBSD-\d{8}\b/, 'freebsd'],
  [/OpenSSH_for_Windows_|\bWin32-OpenSSH\b/, 'windows'],
  [/\bRHEL\d/, 'redhat'],
];

/** What rotation and compression append to the name of a log: `.1`, `-20240101`, `.2.gz`, `.zst`. */
const ROTATED = /(?:[.-]\d[\w.-]*|\.(?:gz|xz|bz2|zst))$/;

/** `messages` is SUSE's, Alpine's and many others': it tells nothing. Old macOS has `secure.log`, which is another name. */
const LOG_FILES: Readonly<Record<string, DistributionFamily>> = { 'auth.log': 'debian', secure: 'redhat', authlog: 'openbsd' };

/** The server's family, from what its log shows; undefined where nothing tells. FreeBSD's auth.log passes for Debian's. */
export function guessFamily({ softwareComment, logFile, unit }: FamilyEvidence): DistributionFamily | undefined {
  const software = SOFTWARE.find(([pattern]) => softwareComment !== undefined && pattern.test(softwareComment))?.[1];
  if (software !== undefined) return software;
  if (unit === 'ssh.service') return 'debian';
  const base = logFile?.split(/[\\/]/).at(-1)?.replace(ROTATED, '');
  return base !== undefined && Object.hasOwn(LOG_FILES, base) ? LOG_FILES[base] : undefined;
}

/** The command that tests the configuration; it sees syntax errors only. */
export function checkCommand(family: DistributionFamily | undefined): string {
  return family === 'windows' ? 'sshd.exe -t' : 'sshd -t';
}

/** Commands, run as root, after which sshd uses a changed configuration. Unknown family: one line each, with a comment. */
export function reloadCommands(family: DistributionFamily | undefined, range: ReleaseRange): string[] {
  // Up to 6.6 the system may have no systemd (RHEL 6, Debian 7, Ubuntu 14.04). `service` works there and on its successors.
  const oldInit = allBefore(range, '7.2') && !allFrom(range, '6.7');
  const reload = (service: string) => (oldInit ? `service ${service} reload` : `systemctl reload ${service}`);
  switch (family) {
    case 'debian': return [reload('ssh')];
    case 'redhat': return [reload('sshd')];
    case 'suse': return [oldInit ? 'rcsshd reload' : 'systemctl reload sshd'];
    case 'arch': return ['systemctl reload sshd'];
    case 'alpine': return ['rc-service sshd reload'];
    case 'freebsd': return ['service sshd reload'];
    case 'openbsd': return ['rcctl reload sshd'];
    case 'macos': return ['launchctl kickstart -k system/com.openssh.sshd'];
    case 'windows': return ['Restart-Service sshd'];
    case undefined: return [`${reload('ssh')}    # Debian, Ubuntu`, `${reload('sshd')}   # others`];
  }
}

/** The unit of systemd that runs sshd; undefined where another program does, or where the system is not known. */
export function sshdUnit(family: DistributionFamily | undefined): string | undefined {
  switch (family) {
    case 'debian': return 'ssh.service';
    case 'redhat': case 'suse': case 'arch': return 'sshd.service';
    default: return undefined;
  }
}

/** Where the system keeps sshd's lines, and what keeps debug lines out; undefined where nothing certain is known. */
export function logDestination(family: DistributionFamily | undefined): string | undefined {
  switch (family) {
    case 'debian': return '/var/log/auth.log, debug lines included; the journal where rsyslog is not installed';
    case 'redhat': return '/var/log/secure, debug lines included';
    case 'suse': case 'alpine': return '/var/log/messages';
    case 'arch': return 'the journal: journalctl -u sshd';
    case 'freebsd': return '/var/log/auth.log; syslog.conf sends auth.info there: debug lines need auth.debug';
    case 'openbsd': return '/var/log/authlog; syslog.conf sends auth.info there: debug lines need auth.debug';
    case 'macos': return 'the unified log: log show --debug --predicate \'process BEGINSWITH "sshd"\'';
    case 'windows': return 'the event log OpenSSH/Operational, or %ProgramData%\\ssh\\logs\\sshd.log with SyslogFacility LOCAL0';
    case undefined: return undefined;
  }
}

/** The configuration of sshd on that system. */
export function configFile(family: DistributionFamily | undefined): string {
  return family === 'windows' ? '%ProgramData%\\ssh\\sshd_config' : '/etc/ssh/sshd_config';
}
