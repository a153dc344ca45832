import type { LogRecord, Peer } from '../events.js';
import type { Pattern } from './define.js';
import { ipAddress } from './peer.js';
import { withoutFunction, withoutPlace } from './prefixes.js';

/** No words of sshd and no ordinary name in front of an address are this long; escaped bytes make a name four or five times as long. */
const LONG = 300;
/** These quote 200 bytes of a name or of an identification, all others 100: too few to reach the end of a line. */
const QUOTES_MUCH = /^(?:[a-z_]{1,40}: )?(?:Connection|Disconnected|Disconnecting|Bad|Unable) /;

/**
 * Takes the address out of the fields of a line that may have lost its end, where it stands behind words of the peer: who chooses their
 * length has the line cut behind an address of his own. Some loggers take spaces from the end, so that a cut line can be shorter.
 */
export function forgetDoubtfulPeer(pattern: Pattern, fields: object, { text, cut }: LogRecord): void {
  const peer = fields as Peer & { validUser?: boolean };
  // The name of an account that exists is not the peer's choice.
  if (text.length < LONG || peer.ip === undefined || peer.validUser === true || !(cut || QUOTES_MUCH.test(text))) return;
  if (peer.validUser === undefined && positionOf(peer.ip, pattern.regex, text) < LONG) return;
  delete peer.ip;
  delete peer.port;
}

/** Where the text has the group of the match that is this address. */
function positionOf(ip: string, { source, flags }: RegExp, text: string): number {
  const regex = new RegExp(source, `${flags}d`);
  const placeless = withoutPlace(text) ?? text;
  for (const form of [text, placeless, withoutFunction(placeless) ?? placeless]) {
    const match = regex.exec(form);
    const at = match?.findIndex((group, i) => i > 0 && group !== undefined && ipAddress(group) === ip) ?? -1;
    if (at > 0) return text.length - form.length + (match?.indices?.[at]?.[0] ?? 0);
  }
  return 0;
}
