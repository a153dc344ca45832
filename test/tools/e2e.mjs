// npm run test:e2e: starts the end-to-end suite in namespaces of its own (test/e2e/support/world.sh), where it may change accounts,
// /etc/ssh and the like as the fixes say, and nothing of it outlives the run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PROGRAMS = {
  '/usr/sbin/sshd': 'openssh-server', '/usr/bin/ssh': 'openssh-client', '/usr/bin/dbclient': 'dropbear-bin', '/usr/bin/plink': 'putty-tools',
  '/usr/sbin/nft': 'nftables', '/usr/bin/xauth': 'xauth', '/usr/bin/pkill': 'procps', '/usr/sbin/faillock': 'libpam-modules-bin',
  '/usr/sbin/ip': 'iproute2', '/usr/bin/unshare': 'util-linux', '/usr/bin/script': 'bsdutils', '/usr/sbin/rsyslogd': 'rsyslog',
};
const NAMESPACES = ['--mount', '--net', '--pid', '--uts', '--fork', '--kill-child', '--mount-proc'];

function whyNot() {
  if (process.platform !== 'linux') return `it needs Linux, and this is ${process.platform}`;
  if (process.getuid() !== 0) return 'it needs root: it makes accounts, and sshd lets others than its own user in';
  const missing = Object.keys(PROGRAMS).filter((path) => !existsSync(path));
  if (missing.length > 0) return `${missing.join(', ')} missing: apt-get install ${[...new Set(missing.map((path) => PROGRAMS[path]))].join(' ')}`;
  const probe = spawnSync('unshare', [...NAMESPACES, 'true'], { encoding: 'utf8' });
  if (probe.status !== 0) return `namespaces are not allowed here (${probe.stderr.trim()}): a container needs --privileged`;
  return undefined;
}

const reason = whyNot();
if (reason === undefined) {
  const world = fileURLToPath(new URL('../e2e/support/world.sh', import.meta.url));
  const repository = fileURLToPath(new URL('../..', import.meta.url));
  const { status } = spawnSync('unshare', [...NAMESPACES, 'sh', world, repository, process.execPath, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else {
  console.log(`end-to-end suite NOT run, no fix proven: ${reason}`);
  // Where it has to run (.ci/run), not to run is to fail.
  if (process.env.SSHLOG_E2E === 'required') process.exitCode = 1;
}
