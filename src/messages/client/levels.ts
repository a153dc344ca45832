import { withoutPlace } from '../prefixes.js';

/** At which LogLevel ssh writes a message. `learned` is VERBOSE, or INFO where UpdateHostKeys is `ask`: the question refers to it. */
export type ClientLevel = 'fatal' | 'info' | 'verbose' | 'learned' | 'debug1' | 'debug2' | 'debug3';

/**
 * In the log of ssh only debug messages bear a mark. These are the messages without one that are no errors; whatever is not
 * listed counts as the worst, so that no error is kept from the user. `since`: before that release it is one.
 */
const UNMARKED: readonly { level: ClientLevel; regex: RegExp; since?: string }[] = [
  { level: 'verbose', regex: /^Authenticated (?:to \S|using "|with partial success)/ },
  { level: 'verbose', regex: /^Transferred: sent \d+, received \d+ bytes, in / },
  { level: 'verbose', regex: /^Bytes per second: sent / },
  { level: 'verbose', regex: /^Killed by signal \d+\.$/ },
  { level: 'verbose', regex: /^\S+:\d+: Removed \S+ key for host / },
  { level: 'verbose', regex: /^Adding new key for / },
  { level: 'verbose', regex: /^kex_exchange_identification: (?:Connection closed by remote host|banner line |No SSH version received)/, since: '9.5' },
  { level: 'learned', regex: /^(?:Learned new|Deprecating obsolete) hostkey: / },
  // Behind -v only, and without a mark.
  { level: 'debug1', regex: /^OpenSSH_[^,]{1,100}, (?:OpenSSL|LibreSSL|BoringSSL|AWS-LC|without OpenSSL)/ },
  { level: 'info', regex: /^Warning: (?:Permanently added|No xauth data|remote port forwarding failed|the \S+ host key for) / },
  { level: 'info', regex: /^(?:Unable to negotiate with|Connection (?:closed|reset) by|Connection to \S+ port \d+ timed out|Disconnected from) / },
  { level: 'info', regex: /^(?:Pseudo-terminal will not be allocated|Timeout, server |Allocated port \d|Host key fingerprint is )/ },
  { level: 'info', regex: /^channel \d+: open failed: / },
  { level: 'info', regex: /^\*\* (?:WARNING: connection is not using a post-quantum|This session may be vulnerable|The server may need to be upgraded)/ },
  { level: 'info', regex: /^The server has updated its host keys\./ },
];

const MARK = /^debug([123]): /;

/** A message of ssh's log, taken apart. */
export interface ClientMessage {
  level: ClientLevel;
  /** Before this release the message was an error. */
  since?: string;
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
  const unmarked = mark ? undefined : UNMARKED.find(({ regex }) => regex.test(text));
  return {
    level: mark ? (`debug${mark[1]}` as ClientLevel) : unmarked?.level ?? 'fatal',
    ...(unmarked?.since !== undefined && { since: unmarked.since }),
    shown: marked + text,
    goesOn: mark !== null && /^channel \d+: status: The following connections are open:$/.test(text),
    ...(mark && status !== undefined && { exitStatus: Number(status) }),
  };
}
