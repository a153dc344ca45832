import { withoutPlace } from './prefixes.js';

/** At which LogLevel ssh writes a message. `learned` is VERBOSE, or INFO where UpdateHostKeys is `ask`: the question refers to it. */
export type ClientLevel = 'error' | 'info' | 'verbose' | 'learned' | 'debug1' | 'debug2' | 'debug3';

/**
 * In the log of ssh only debug messages bear a mark. These are the messages without one that are no errors; whatever is not
 * listed counts as an error, so that none is kept from the user.
 */
const UNMARKED: readonly { level: ClientLevel; regex: RegExp }[] = [
  { level: 'verbose', regex: /^Authenticated (?:to \S|using "|with partial success)/ },
  { level: 'verbose', regex: /^Transferred: sent \d+, received \d+ bytes, in / },
  { level: 'verbose', regex: /^Bytes per second: sent / },
  { level: 'verbose', regex: /^Killed by signal \d+\.$/ },
  { level: 'verbose', regex: /^\S+:\d+: Removed \S+ key for host / },
  { level: 'verbose', regex: /^Adding new key for / },
  { level: 'learned', regex: /^(?:Learned new|Deprecating obsolete) hostkey: / },
  // Behind -v only, and without a mark.
  { level: 'debug1', regex: /^OpenSSH_\S+.*, (?:OpenSSL|LibreSSL|BoringSSL|AWS-LC|without OpenSSL)/ },
  { level: 'info', regex: /^Warning: (?:Permanently added|No xauth data|remote port forwarding failed|the \S+ host key for) / },
  { level: 'info', regex: /^(?:Unable to negotiate with|Connection (?:closed|reset) by|Connection to \S+ port \d+ timed out|Disconnected from) / },
  { level: 'info', regex: /^(?:Pseudo-terminal will not be allocated|Timeout, server |Allocated port \d|Host key fingerprint is )/ },
  { level: 'info', regex: /^channel \d+: open failed: / },
  { level: 'info', regex: /^The server has updated its host keys\./ },
];

const MARK = /^debug([123]): /;

/** A message of ssh's log, taken apart. */
export interface ClientMessage {
  level: ClientLevel;
  /** Without the place that LogVerbose puts in front, with the mark of the level. */
  shown: string;
  /** It goes on in the lines that follow, up to an empty one. */
  goesOn: boolean;
  /** With which status the remote command ended. */
  exitStatus?: number;
}

/** @param message between two CR LF: ssh ends each of its messages with both */
export function readClientMessage(message: string): ClientMessage {
  const mark = MARK.exec(message);
  const marked = mark?.[0] ?? '';
  const text = withoutPlace(message.slice(marked.length)) ?? message.slice(marked.length);
  const status = /^(?:Exit status|Received exit status from master) (\d{1,10})$/.exec(text)?.[1];
  return {
    level: mark ? (`debug${mark[1]}` as ClientLevel) : UNMARKED.find(({ regex }) => regex.test(text))?.level ?? 'error',
    shown: marked + text,
    goesOn: mark !== null && /^channel \d+: status: The following connections are open:$/.test(text),
    ...(mark && status !== undefined && { exitStatus: Number(status) }),
  };
}
