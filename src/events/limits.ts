import type { Peer } from './vocabulary.js';

/** Why the listener closed a connection at once. MaxStartups and PerSourceMaxStartups look the same to it. */
export type DropReason = 'max-startups' | 'penalty' | 'too-many-penalised';
/** What PerSourcePenalties counts, by its keyword in sshd_config. */
export type PenaltyReason = 'crash' | 'authfail' | 'noauth' | 'grace-exceeded' | 'refuseconnection' | 'invaliduser';
export type AddressFamily = 'ipv4' | 'ipv6';

/** A network that has a penalty; `reason` is absent where sshd has one that is not known here. */
export interface Penalty {
  network: string;
  family: AddressFamily;
  /** Seconds. */
  duration: number;
  reason?: PenaltyReason;
}

/** What the listener turns away: MaxStartups, PerSourceMaxStartups, PerSourcePenalties, limits of the system. */
export interface LimitEvents {
  /** `startups` is how many connections were not authenticated yet. To 7.3 the line does not name the source. */
  'connection.dropped': Peer & {
    startups: number;
    reason: DropReason;
    penalty?: PenaltyReason;
    localIp?: string;
    localPort?: number;
  };
  /** Dropping began; sshd then says only now and then what it drops. */
  'throttling.began': object;
  /** `duration` in seconds. */
  'throttling.continued': { duration: number; dropped: number };
  'throttling.ended': { duration: number; dropped: number };
  /** Connections that were dropped without a line of their own. */
  'drops.summarized': { reason: DropReason; dropped: number };
  /** Percent, and the number drawn: a connection is dropped where it is below. */
  'drops.probability': { percent: number; drawn: number };
  /** DEBUG1, and only where PerSourceMaxStartups is set: which tells its drops from those of MaxStartups. */
  'source-limit.checked': { limit: number };
  'source-limit.released': object;

  'penalty.added': Penalty & { active: boolean };
  /** The sum of the penalties reached its threshold: from now on connections are dropped. */
  'penalty.activated': Penalty;
  'penalty.waiting': Omit<Penalty, 'reason'> & { active: boolean };
  'penalty.table-full': Omit<Penalty, 'duration'>;
  'penalty.exempt': { network: string };

  /** No process or no descriptor for a connection: limits of the system, not of sshd_config. */
  'connection.not-accepted': { operation: 'accept' | 'fork'; reason: string };
  'connection.no-slot': { slots: number };

  /** libwrap (hosts.allow, hosts.deny) refused; only releases to 6.6 and patched ones know it. */
  'tcp-wrappers.refused': Peer & { hostname?: string };
  /** A client with a known flaw; `refused` where sshd ends the connection over it. */
  'identification.unsafe': { client: string; flaw: 'key-agreement' | 'rsa-signature'; refused: boolean };
  /** A packet of a type that does not belong here (RFC 4250 section 4.1); `ignored` where sshd went on. */
  'packet.unexpected': { packetType: number; sequence: number; ignored: boolean };
  /** `packetType` is the message number: SSH_MSG_CHANNEL_FAILURE (100) and SSH_MSG_REQUEST_FAILURE (82) are as good as success. */
  'keepalive.answered': { packetType: number; sequence: number };
}
