import type { Fix } from '../../finding.js';
import { allBefore, allFrom } from '../../openssh/version.js';
import { runOnServer, setInConfig, type Whereabouts } from '../server-change.js';

/** Shuts an address out at once, and from then on. It comes from sshd's own field, so it is an address and nothing else. */
export function blockSource(ip: string): Fix {
  return runOnServer(`shut ${ip} out in the packet filter`, [
    ip.includes(':') ? `nft add rule inet filter input ip6 saddr ${ip} tcp dport 22 drop` : `nft add rule inet filter input ip saddr ${ip} tcp dport 22 drop`,
  ], 'Needs a table inet filter with a chain input, as most nftables set-ups have; put in the port of your sshd. The rule is gone after a reboot unless it is saved.');
}

/** Bounds new connections of each address, whoever it is; people need few. */
export function limitRate(): Fix {
  return runOnServer('let the packet filter limit how often each address may connect', [
    "nft 'add set inet filter ssh4 { type ipv4_addr; flags dynamic; timeout 10m; }'",
    "nft 'add rule inet filter input tcp dport 22 ct state new add @ssh4 { ip saddr limit rate over 6/minute burst 10 packets } drop'",
  ], 'The same with ipv6_addr and ip6 saddr for IPv6. Jobs that connect often (rsync, Ansible) need ControlMaster then.');
}

/** Guessing passwords is in vain where none is taken. */
export function keysOnly(where: Whereabouts): Fix {
  const keyboard = allFrom(where.range, '8.7') ? 'KbdInteractiveAuthentication no' : 'ChallengeResponseAuthentication no';
  return setInConfig(where, 'take keys only: then there is nothing to guess', ['PasswordAuthentication no', keyboard],
    'Be sure first that everybody who needs it has a key that works.'
    + (allFrom(where.range, '8.7') || allBefore(where.range, '8.7') ? '' : ' From 8.7 on ChallengeResponseAuthentication is called KbdInteractiveAuthentication; both names work.'));
}

/** Fewer tries for each connection, and a penalty for whoever fails. */
export function slowDown(where: Whereabouts): Fix {
  const penalties = allFrom(where.range, '9.8');
  return setInConfig(where, penalties ? 'fewer tries, and longer penalties for failures' : 'fewer tries for each connection',
    ['MaxAuthTries 3', 'LoginGraceTime 30', ...(penalties ? ['PerSourcePenalties authfail:30s noauth:5s'] : [])],
    'MaxAuthTries 3 locks out users whose agent offers many keys, unless they set IdentitiesOnly.'
    + (penalties ? '' : ' From 9.8 on, PerSourcePenalties makes sshd itself refuse sources that keep failing.'));
}

/** Bans what fails often, by itself. */
export function fail2ban(): Fix {
  return {
    side: 'server',
    summary: 'let fail2ban shut out addresses that fail often',
    action: 'create',
    file: '/etc/fail2ban/jail.d/sshd.local',
    lines: ['[sshd]', 'enabled = true', 'mode = aggressive', 'maxretry = 5', 'findtime = 1h', 'bantime = 1d'],
    commands: ['systemctl restart fail2ban', 'fail2ban-client status sshd'],
    caution: 'Name your own networks in ignoreip, so that a colleague who mistypes does not shut everybody out.',
  };
}
