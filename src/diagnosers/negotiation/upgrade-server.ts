import type { Fix, ListMismatch } from '../../finding.js';
import { findAlgorithm } from '../../openssh/algorithms.js';
import { allBefore, compareReleases, describeRange } from '../../openssh/version.js';
import type { Setting } from './setting.js';

/** Where the server has nothing that the client offers because it is too old for it. */
export function upgradeServerFix({ range }: Setting, lists: readonly ListMismatch[]): Fix[] {
  const newer = lists
    .flatMap(({ kind, clientOffer = [] }) => clientOffer.map((name) => ({ name, algorithm: findAlgorithm(kind, name) })))
    .flatMap(({ name, algorithm }) => {
      const since = algorithm?.since;
      // What came and went again (sntrup4591761: 8.0 to 8.4) is no reason to upgrade.
      return since !== undefined && allBefore(range, since) && algorithm?.removedIn === undefined ? [{ name, since }] : [];
    })
    .sort((a, b) => compareReleases(a.since, b.since));
  const [first] = newer;
  if (!first) return [];
  return [{
    side: 'server',
    summary: `upgrade this server (OpenSSH ${describeRange(range)}): ${first.name} needs ${first.since} or later, and no setting replaces that`,
    action: 'run',
  }];
}

/** Where weak algorithms are all that the two can share because the server, not the client, has fallen behind. */
export function outdatedServerFix({ range }: Setting): Fix {
  return { side: 'server', summary: `upgrade this server (OpenSSH ${describeRange(range)}): newer releases accept what the client offers`, action: 'run' };
}
