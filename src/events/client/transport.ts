import type { Peer } from '../vocabulary.js';

/** What speaks in place of an SSH server, told by how its first line begins. */
export type ForeignService = 'web' | 'mail' | 'ftp' | 'pop3' | 'imap' | 'vnc' | 'telnet';

/**
 * Why a server turned a connection away before the protocol began. `not-now`: for a penalty of the source or for too many
 * connections (9.8 and later use the same words); `too-many`: MaxStartups or PerSourceMaxStartups, to 9.7.
 */
export type TurnedAway = 'not-now' | 'too-many';

/** What is wrong with an identification. `none`: there was text, and no identification in it. */
export type IdentificationFault = 'version' | 'characters' | 'too-long' | 'none' | 'other';

/** Why the client itself gave up on what the server sent, in the words of ssherr.c or of older functions. */
export type PacketFault =
  | 'bad-length' | 'corrupted' | 'integrity' | 'malformed' | 'bad-signature' | 'library' | 'group-out-of-range' | 'unexpected' | 'other';

/** Why a name has no address. `failure`: the resolver itself failed; `no-such-name` also where there is one without an address. */
export type ResolveFault = 'no-such-name' | 'temporary' | 'failure' | 'bad-service' | 'other';

/** What keeps a shell from running a program. */
export type ProgramFault = 'not-found' | 'not-executable';

/** The transport as the client sees it, from the first line of the server on. */
export interface ClientTransportEvents {
  /** A line in front of the identification, which a server may send (RFC 4253 section 4.2). Its text is anybody's. */
  'client.greeting-line': { text: string; service?: ForeignService; turnedAway?: TurnedAway };
  'client.identification-invalid': Peer & { fault: IdentificationFault; text?: string };
  'client.major-mismatch': { own: number; server?: number };
  /** `duringIdentification`: the port took the connection, and nobody said anything. */
  'client.timed-out': Peer & { duringIdentification?: true };
  /** What arrived cannot be used. `size`: the length that a packet claims, in bytes. */
  'client.packet-failed': Peer & { fault: PacketFault; size?: number };
  /** A shell could not run a program: that of ProxyCommand, or one of the remote side. */
  'client.program-not-run': { program: string; fault: ProgramFault };
}
