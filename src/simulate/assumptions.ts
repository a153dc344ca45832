import { describeRange } from '../openssh/version.js';
import { cryptoPolicyApplies } from '../openssh/crypto-policy.js';
import { guessFamily } from '../openssh/distributions.js';
import type { Plan } from './server-proposal.js';
import type { Change } from './simulate.js';

/** What is taken for granted, so that everybody can check it. */
export function assumptions({ configuration, today, target }: Change, plans: readonly Plan[]): string[] {
  const found: string[] = [];
  if (!configuration && !today) {
    found.push('sshd_config sets none of the algorithm lists, but for those that the log shows to be none of the release\'s own: --sshd-config FILE or --new-config FILE would say.');
  }
  if (!configuration && today) found.push('sshd_config stays as it is.');
  const [plan] = plans;
  if (target === undefined && plan) {
    const { min, max } = plan.range;
    found.push(min !== undefined && min === max
      ? `The release stays ${min}.`
      : `The release stays what it is, as far as the log tells: ${describeRange(plan.range)}; --openssh VERSION makes it exact.`);
  }
  if (plans.some(({ configuration: settings }) => (settings?.get('HostKey').settings.length ?? 0) > 0)) {
    found.push('The files of its HostKey lines exist, and hold keys of the types in their names.');
  }
  if (plans.some(({ range, knowledge: { server } }) => {
    const family = guessFamily({ logFile: server.file, ...(server.software !== undefined && { softwareComment: server.software }) });
    return cryptoPolicyApplies(family, range) === 'yes';
  })) found.push('No system-wide crypto policy outranks the configuration: update-crypto-policies --show names it, sshd -T prints what holds.');
  found.push('Accounts, passwords, PAM and files of keys stay as they are.');
  return found;
}
