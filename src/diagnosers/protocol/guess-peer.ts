/** First bytes of protocols that are met on the wrong port. */
const PROTOCOLS: readonly [RegExp, string][] = [
  [/^(?:GET|HEAD|POST|PUT|OPTIONS|CONNECT|PROPFIND|TRACE) .*HTTP\/\d/s, 'an HTTP request'],
  // oxlint-disable-next-line no-control-regex -- the bytes of a TLS record: handshake, version 3.x
  [/^\x16\x03/, 'the beginning of a TLS handshake'],
  // oxlint-disable-next-line no-control-regex -- TPKT version 3 (RFC 1006)
  [/^\x03/, 'the beginning of a remote desktop (RDP) connection'],
  [/^PROXY (?:TCP[46]|UNKNOWN)/, 'the line of a proxy (PROXY protocol)'],
  [/^(?:EHLO|HELO) /i, 'a mail server\'s greeting'],
  [/^$/, 'an empty line'],
];

/** What a peer spoke, in words; undefined where nothing is known of it. */
export function guessPeer(words: string | undefined): string | undefined {
  return words === undefined ? undefined : PROTOCOLS.find(([pattern]) => pattern.test(words))?.[1];
}
