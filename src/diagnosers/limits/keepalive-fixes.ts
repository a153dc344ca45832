import type { Fix } from '../../finding.js';
import { allBefore, allFrom } from '../../openssh/version.js';
import { setInConfig, type Whereabouts } from '../server-change.js';
import { patternName } from '../user-name.js';

/** Messages that keep a way through NAT and firewalls open, from both ends; and the exception for those on bad networks. */
export function keepaliveFixes(where: Whereabouts, user: string | undefined): Fix[] {
  return [
    { side: 'client', summary: 'let the client send something before the way is closed', action: 'append', file: '~/.ssh/config', lines: ['Host *', '    ServerAliveInterval 30', '    ServerAliveCountMax 4'] },
    setInConfig(where, 'let the server ask more often, and bear a longer silence', ['ClientAliveInterval 60', 'ClientAliveCountMax 10']),
    // Through 7.3 a Match block takes neither keyword.
    ...(allBefore(where.range, '7.4') ? [] : [setInConfig(where, 'or only for those who come over bad networks; a Match block goes to the end of the file',
      [`Match User ${patternName(user) ?? 'NAME'}`, '    ClientAliveInterval 60', '    ClientAliveCountMax 20'],
      allFrom(where.range, '7.4') ? undefined : 'Match takes these keywords from OpenSSH 7.4 on.')]),
    { side: 'network', summary: 'raise the idle timeout of NAT, firewall or load balancer for TCP connections above the interval', action: 'run' },
  ];
}
