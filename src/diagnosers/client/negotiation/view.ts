import { type AlgorithmKind, byStrength, findAlgorithm, type Strength } from '../../../openssh/algorithms.js';
import { type Candidates, strongestOf } from '../../../openssh/candidates.js';
import { clientDefaultList, isClientDefaultThroughout } from '../../../openssh/default-proposals.js';
import type { ListMismatch, Negotiation } from '../../../finding.js';
import { allBefore, allFrom, NEWEST_RELEASE, type Release, type ReleaseRange } from '../../../openssh/version.js';

/** What causes and fixes are derived from: the failure, and who is at both ends. */
export interface View {
  negotiation: Negotiation;
  /** The client's releases that can have written this log. */
  range: ReleaseRange;
  /** Its release, where the log tells. */
  client: Release | undefined;
  /** What the server calls itself. */
  server: string | undefined;
  /** What stands in commands, and in a Host line. */
  host: string;
  pattern: string;
  replayed: boolean;
}

/**
 * Why a list of the server meets nothing of the client.
 * `narrowed`: the client's release has the algorithm in its default list, so a line or an option took it away.
 * `switched-off`: the client knows it and does not offer it by itself any more: the server has fallen behind.
 * `gone`: OpenSSH has removed it from this client. `too-new`: this client is too old for what the server wants.
 * `foreign`: OpenSSH never had it. `unseen`: the log does not have the server's list.
 */
export type Why = 'narrowed' | 'switched-off' | 'gone' | 'too-new' | 'foreign' | 'unseen';

export interface Verdict extends Candidates {
  why: Why;
}

/** @param list the one that failed, or one that would fail next */
export function judge({ kind, serverOffer, clientOffer }: ListMismatch, range: ReleaseRange): Verdict {
  const none = { best: undefined, strength: undefined, guessed: false };
  if (!serverOffer) return { ...none, why: 'unseen' };
  const best = strongestOf(kind, serverOffer, range);
  if (best.best !== undefined && !best.guessed) return { ...best, why: isNarrowed(kind, best.best, clientOffer, range) ? 'narrowed' : 'switched-off' };
  if (best.best !== undefined) return { ...best, why: 'switched-off' };
  const known = serverOffer.map((name) => findAlgorithm(kind, name)).filter((algorithm) => algorithm !== undefined);
  if (known.some(({ since }) => since !== undefined && allBefore(range, since))) return { ...none, why: 'too-new' };
  return { ...none, why: known.some(({ removedIn }) => removedIn !== undefined && allFrom(range, removedIn)) ? 'gone' : 'foreign' };
}

function isNarrowed(kind: AlgorithmKind, best: string, clientOffer: readonly string[] | undefined, range: ReleaseRange): boolean {
  if (kind === 'compression') return false;
  return isClientDefaultThroughout(kind, best, range) && clientOffer?.includes(best) !== true;
}

/** Names of the server's list that releases newer than this client have, the strongest first. */
export function newerNames({ kind, serverOffer = [] }: ListMismatch, range: ReleaseRange): { name: string; since: Release }[] {
  return byStrength(kind, serverOffer).flatMap((name) => {
    const algorithm = findAlgorithm(kind, name);
    const since = algorithm?.since;
    return since !== undefined && allBefore(range, since) && algorithm?.removedIn === undefined ? [{ name, since }] : [];
  });
}

/** Whether no client of today would offer anything of this list by itself. */
export function serverIsOutdated({ kind, serverOffer }: ListMismatch): boolean {
  if (!serverOffer?.length || kind === 'compression') return false;
  const today = clientDefaultList(kind, NEWEST_RELEASE);
  return !serverOffer.some((name) => today.includes(name));
}

/** The worst of several, for a fix that switches on all of them. */
export function worst(strengths: readonly (Strength | undefined)[]): Strength | undefined {
  return (['broken', 'weak', 'ok', 'recommended'] as const).find((strength) => strengths.includes(strength));
}
