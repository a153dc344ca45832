const KEY = /^((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[a-z0-9@.-]{1,80}) ([A-Za-z0-9+/]{8,200})/;

function decodeBase64(text: string): string {
  return atob(text.slice(0, text.length - (text.length % 4)));
}

/**
 * Whether a text that begins with `<type> <base64>` holds a damaged key: the base64 of every public key begins with the
 * length and the name of its type (RFC 4253 section 6.6), and here it names another. Damage further on is not seen.
 */
export function isDamagedKey(text: string): boolean {
  const [, type = '', blob = ''] = KEY.exec(text) ?? [];
  if (type === '') return false;
  const bytes = decodeBase64(blob);
  const length = bytes.charCodeAt(2) * 256 + bytes.charCodeAt(3);
  if (bytes.charCodeAt(0) !== 0 || bytes.charCodeAt(1) !== 0) return true;
  return length + 4 <= bytes.length ? bytes.slice(4, 4 + length) !== type : length !== type.length;
}
