/** What is wrong with an archive. What was unpacked before was given. */
export type DamageKind = 'damaged' | 'cut' | 'trailing' | 'unsupported';

/** An archive that cannot be unpacked, or not further than up to here. */
export class ArchiveError extends Error {
  /**
   * @param at byte of the archive near which it goes wrong, from 0
   * @param detail why, in words that fit behind the sentence
   */
  constructor(readonly kind: DamageKind, readonly at: number, readonly detail?: string) {
    super(detail ?? kind);
  }
}
