import type { DistributionFamily } from './distributions.js';
import { allBefore, allFrom, type ReleaseRange } from './version.js';

/** First release in a system whose system-wide policy sets sshd's lists: RHEL 8.0 came with 7.8, RHEL 7 ends at 7.4. */
const FIRST_WITH_POLICY = '7.8';
/** First release of RHEL 9: there the policy is a file that sshd_config includes; before, options on the command line. */
const FIRST_INCLUDED = '8.7';

/**
 * Whether a system-wide crypto policy (RHEL 8 and its rebuilds, Fedora) can outrank the algorithm lists in sshd_config.
 * `perhaps` where the family or the release is not known.
 */
export function cryptoPolicyApplies(family: DistributionFamily | undefined, range: ReleaseRange): 'yes' | 'perhaps' | 'no' {
  if ((family !== undefined && family !== 'redhat') || allBefore(range, FIRST_WITH_POLICY)) return 'no';
  return family === 'redhat' && allFrom(range, FIRST_WITH_POLICY) ? 'yes' : 'perhaps';
}

/**
 * What a line of sshd_config alone does not bring back where a policy applies: the library refuses signatures with SHA-1 too.
 * Undefined where no system of that kind can be meant.
 */
export function sha1PolicyAdvice(family: DistributionFamily | undefined, range: ReleaseRange): string | undefined {
  const applies = cryptoPolicyApplies(family, range);
  if (applies === 'no' || allBefore(range, FIRST_INCLUDED)) return undefined;
  return 'RHEL 9 and later refuse SHA-1 signatures in the library as well: there, only update-crypto-policies --set DEFAULT:SHA1 (or '
    + 'LEGACY) and a restart of sshd bring ssh-rsa back, for every program of the system.';
}

/** What is to be said of the policy beside a line for sshd_config, where one may apply. */
export function cryptoPolicyNotes(family: DistributionFamily | undefined, range: ReleaseRange): string[] {
  const applies = cryptoPolicyApplies(family, range);
  if (applies === 'no') return [];
  return [`${applies === 'perhaps' ? 'If this is RHEL, Fedora or a rebuild: ' : ''}${cryptoPolicyAdvice(range)}`];
}

/** How a list of one's own gets past the policy, in one or two sentences. */
export function cryptoPolicyAdvice(range: ReleaseRange): string {
  const before = 'the policy is given to sshd on its command line and beats sshd_config: opt out with an empty line '
    + 'CRYPTO_POLICY= in /etc/sysconfig/sshd and restart sshd';
  const since = '/etc/ssh/sshd_config.d/50-redhat.conf sets the lists first: put yours into a file that sorts before it, for '
    + 'example /etc/ssh/sshd_config.d/10-local.conf';
  if (allFrom(range, FIRST_INCLUDED)) return `With RHEL 9 and later, ${since}. update-crypto-policies --show names the policy.`;
  if (allBefore(range, FIRST_INCLUDED)) return `With RHEL 8, ${before}. update-crypto-policies --show names the policy.`;
  return `With RHEL 8, ${before}. With RHEL 9 and later, ${since}.`;
}
