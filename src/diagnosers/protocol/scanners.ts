import type { Fix } from '../../finding.js';
import { allFrom } from '../../openssh/version.js';
import { setInConfig, type Whereabouts } from '../server-change.js';

/** What can be done about peers that do not mean this server: nothing in sshd stops them from connecting. */
export function keepScannersOut(): Fix {
  return {
    side: 'network',
    summary: 'nothing has to be repaired; where these lines are a nuisance, let the packet filter admit the networks that need SSH only',
    action: 'run',
  };
}

/** From 9.8 peers that do not even try to log in collect penalties: a health check is then refused after a while. */
export function exemptHealthCheck(where: Whereabouts, ips: readonly string[]): Fix[] {
  const [ip] = ips;
  if (!allFrom(where.range, '9.8') || ips.length !== 1 || ip === undefined) return [];
  return [setInConfig(where, `if ${ip} is your own health check: exempt it, as sshd from 9.8 on counts penalties for such connections and refuses it in the end`,
    [`PerSourcePenaltyExemptList ${ip}`], 'The keyword needs OpenSSH 9.8; a list that is set already gets the address appended, after a comma.')];
}
