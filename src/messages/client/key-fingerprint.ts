/** Source of a fingerprint: MD5 alone to 6.7, without its name. */
export const FINGERPRINT = String.raw`(?:SHA256:[A-Za-z0-9+/]{43}|(?:MD5:)?(?:[0-9a-f]{2}:){15}[0-9a-f]{2}|SHA(?:1|384|512):[A-Za-z0-9+/]{20,90})`;
/** Source of a type of keys as people read it: `ED25519`, `ED25519-CERT`, `ECDSA-SK`. */
export const KEY_TYPE = '[A-Z][A-Z0-9-]{1,30}';
/** The same as the protocol names it. */
export const KEY_ALGORITHM = '[a-zA-Z0-9@.-]{1,64}';
