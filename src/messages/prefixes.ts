const COLON = 58;
const UNDERSCORE = 95;

function isNameCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === UNDERSCORE;
}

/** Functions whose text begins with words of the peer: what follows their name must not be read as a message of sshd. */
const QUOTING_THE_PEER = new Set(['kex_input_ext_info', 'kex_ext_info_check_ver']);

/**
 * The text after a function name such as `mm_answer_sign: `, which sshd 8.5 and later put before most messages.
 * Undefined without such a prefix. The name needs an underscore: `match: ` and the like introduce a client's own words.
 */
export function withoutFunction(text: string): string | undefined {
  let underscore = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === COLON) {
      if (!underscore || text[i + 1] !== ' ' || QUOTING_THE_PEER.has(text.slice(0, i))) return undefined;
      return text.slice(i + 2);
    }
    if (!isNameCharacter(code)) return undefined;
    if (code === UNDERSCORE && i > 0) underscore = true;
  }
  return undefined;
}

const PLACE = /^[a-z0-9_-]{1,40}\.c:[a-z0-9_]{1,80}\(\):\d{1,6}(?: \([^()]{1,80}\))?: /;

/**
 * The text after the place that LogVerbose (8.5 and later) prints: `packet.c:ssh_packet_read():12: `, with `(pid=1)` from 8.7
 * and `(bin=sshd-session, pid=1)` from 10.0. Undefined without one.
 */
export function withoutPlace(text: string): string | undefined {
  const place = PLACE.exec(text);
  return place === null ? undefined : text.slice(place[0].length);
}
