import { run } from '../support/run.js';
import { sshCommand } from '../support/clients.js';
import type { Client, Scenario } from '../support/scenario.js';
import { ENVIRONMENT } from '../support/world.js';

/** ssh, scp or sftp as typed, run by a shell; `PORT` is the port. */
const typed = (command: string): Client => async (port) => {
  const ran = await run('sh', ['-c', command.replaceAll('PORT', String(port))], { env: ENVIRONMENT, cwd: ENVIRONMENT['HOME'] ?? '/', timeout: 12_000 });
  return { ok: ran.status === 0, said: `${command}\n${ran.stdout}${ran.stderr}` };
};

const SFTP_COMMAND = 'echo pwd | sftp -b - -P PORT fred@SERVER';
const sftp = typed(SFTP_COMMAND);
const SFTP = 'Subsystem sftp internal-sftp';
const JAIL = [SFTP, 'Match User fred', '    ChrootDirectory /srv/sftp/%u', '    ForceCommand internal-sftp'];
/** A second session on the connection of the first one. */
const secondSession = typed(`ssh -p PORT -o BatchMode=yes -o ControlMaster=yes -o ControlPath=/home/root/master fred@SERVER sleep 20 &
  for i in 1 2 3 4 5 6 7 8 9 10; do [ -S /home/root/master ] && break; sleep 0.1; done
  ssh -o BatchMode=yes -o ControlPath=/home/root/master -o ProxyCommand=false fred@SERVER true; status=$?
  ssh -o ControlPath=/home/root/master -O exit fred@SERVER; exit $status`);

export const SESSION: readonly Scenario[] = [
  {
    code: 'chroot-bad-ownership', name: 'it is the user’s', config: JAIL, client: sftp,
    before: 'install -d -o fred /srv/sftp/fred',
    fixes: ['give every component of the path to root'],
  },
  {
    code: 'chroot-bad-ownership', name: 'others can write above it', config: JAIL, client: sftp, syslog: true, logLevel: 'DEBUG1',
    before: 'install -d /srv/sftp/fred; chmod 777 /srv/sftp',
    fixes: ['give every component of the path to root'],
  },
  {
    code: 'chroot-bad-ownership', name: 'a home',
    config: [SFTP, 'Match Group staff', '    ChrootDirectory /home/%u', '    ForceCommand internal-sftp'],
    client: typed('echo "put id_ed25519.pub" | sftp -b - -P PORT fred@SERVER'),
    fixes: [{ summary: 'and let the session begin in a directory of the user', fill: { 'User fred': 'Group staff' }, after: ['give every component of the path to root'] }],
  },
  {
    code: 'chroot-log-socket-missing', logLevel: 'VERBOSE', before: 'mkdir -p /srv/sftp/fred',
    config: [...JAIL.slice(0, -1), '    ForceCommand internal-sftp -l INFO'],
    client: typed(`${SFTP_COMMAND} && sleep 0.3 && grep -q 'session opened' /var/log/sftp.log`),
    fixes: [{ summary: 'one facility for all sftp', after: ['make room for the socket', 'let the logger listen there', 'let that file be rotated'] }],
  },
  { code: 'chroot-missing', config: JAIL, client: sftp, before: 'mkdir /srv/sftp', fixes: ['make the directory, root\'s alone'] },
  {
    code: 'chroot-missing', name: 'more than its last part', config: JAIL, client: sftp, syslog: true,
    fixes: [{ summary: 'make the whole path, root\'s alone', fill: { CHROOT: '/srv/sftp/fred' } }],
  },
  {
    code: 'subsystem-not-found', client: sftp,
    fixes: [
      'use the sftp server that is part of sshd',
      { summary: 'meanwhile, scp of 9.0 and later', fill: { FILE: 'id_ed25519.pub', 'SERVER:': 'fred@SERVER:' }, shown: 'command' },
    ],
  },
  {
    code: 'subsystem-program-missing', logLevel: 'DEBUG1', config: ['Subsystem sftp /usr/libexec/openssh/sftp-server'],
    client: sftp,
    fixes: [
      'use the sftp server that is part of sshd',
      { summary: 'or find the program', finish: `sed -i "s#^Subsystem.*#Subsystem sftp $(find /usr -name sftp-server -type f)#" /etc/ssh/sshd_config; systemctl restart ssh` },
    ],
  },
  {
    code: 'sftp-stream-polluted', config: ['Subsystem sftp /usr/lib/openssh/sftp-server'], client: sftp, logLevel: 'DEBUG3',
    before: `printf 'echo Welcome\\necho Welcome >&2\\n' > /etc/ssh/sshrc`,
    fixes: [{ summary: 'find the rc scripts', finish: `sed -i '/>&2/!s/$/ >\\&2/' /etc/ssh/sshrc` }],
  },
  {
    code: 'non-sftp-refused', config: [SFTP, 'Match Group staff', '    ForceCommand internal-sftp'], syslog: true,
    fixes: [
      { summary: 'use sftp; scp from 8.7 on', fill: { FILE: 'id_ed25519.pub', 'sftp SERVER': 'echo pwd | sftp -b - fred@SERVER', 'SERVER:': 'fred@SERVER:' }, shown: 'command' },
      { summary: 'or take the user out of the block that forces sftp', fill: { sftponly: 'staff', NAME: 'fred' } },
    ],
  },
  {
    code: 'forwarding-refused', name: 'local, switched off', config: ['AllowTcpForwarding no'],
    client: typed('ssh -p PORT -o BatchMode=yes -W 127.0.0.1:PORT fred@SERVER < /dev/null | grep SSH-2.0'),
    fixes: ['if he may: allow this target alone'],
  },
  {
    code: 'forwarding-refused', name: 'local, another target', config: ['PermitOpen 127.0.0.1:80'],
    client: typed('ssh -p PORT -o BatchMode=yes -W 127.0.0.1:PORT fred@SERVER < /dev/null | grep SSH-2.0'),
    fixes: ['if he may: allow this target alone'],
  },
  {
    code: 'forwarding-refused', name: 'remote, another port', config: ['PermitListen 9999'],
    client: sshCommand(['-o', 'ExitOnForwardFailure=yes', '-R', '8022:127.0.0.1:22'], ['true']),
    fixes: ['if he may: allow this target alone'],
  },
  {
    code: 'max-sessions', config: ['MaxSessions 1'], client: secondSession,
    fixes: [
      'allow more sessions on one connection',
      { summary: 'or open another connection', fill: { SERVER: 'fred@SERVER true' }, shown: 'command' },
    ],
  },
  {
    code: 'x11-forwarding-failed', name: 'switched off', config: ['X11Forwarding no'], logLevel: 'DEBUG1',
    before: 'echo "ForwardX11Trusted yes" >> /etc/ssh/ssh_config',
    client: typed('DISPLAY=127.0.0.1:9 ssh -X -p PORT -o BatchMode=yes fred@SERVER \'test -n "$DISPLAY"\''),
    fixes: [{ summary: 'allow X11 for those who need it', fill: { NAME: 'fred' } }],
  },
];
