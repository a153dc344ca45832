import type { AlgorithmKind } from '../../src/events.js';
import { findAlgorithm } from '../../src/openssh/algorithms.js';
import { compareReleases, type Release } from '../../src/openssh/version.js';

/** Straight from the table: the release has the algorithm compiled in. */
export function isCompiledIn(kind: AlgorithmKind, name: string, release: Release): boolean {
  const algorithm = findAlgorithm(kind, name);
  return algorithm?.since !== undefined && compareReleases(algorithm.since, release) <= 0
    && (algorithm.removedIn === undefined || compareReleases(release, algorithm.removedIn) < 0);
}
