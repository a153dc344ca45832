/** Reason codes of SSH_MSG_DISCONNECT (RFC 4253 section 11.1). */
const CODES: Readonly<Record<number, string>> = {
  1: 'host not allowed to connect',
  2: 'protocol error',
  3: 'key exchange failed',
  5: 'MAC error',
  6: 'compression error',
  7: 'service not available',
  8: 'protocol version not supported',
  9: 'host key not verifiable',
  10: 'connection lost',
  11: 'by application',
  12: 'too many connections',
  13: 'cancelled by the user',
  14: 'no more authentication methods available',
  15: 'illegal user name',
};

/** What a reason code means, in words. */
export function disconnectCode(code: number): string {
  return CODES[code] ?? 'a code that RFC 4253 does not know';
}
