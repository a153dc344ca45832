/** The server's own key, when the key exchange needs it. */
export interface HostKeyEvents {
  /** A key of the agreed type is not there (any more). */
  'hostkey.vanished': object;
  'hostkey.signing-failed': { reason?: string };
}
