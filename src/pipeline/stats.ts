import type { Connection } from '../connections/connection.js';
import { noOutcomes } from '../connections/outcome.js';
import { addCapped, noSftp } from '../connections/session-facts.js';
import type { AlgorithmKind, Outcome, SftpTotals, SshEvent } from '../events.js';
import type { Report } from '../finding.js';
import { ALGORITHM_KINDS } from '../openssh/algorithm-types.js';
import type { Stats } from '../report/stats.js';
import { createCounter } from './census.js';
import { createTimeline } from './timeline.js';

/** Methods, kinds and reasons that are told apart: sshd has about ten of each, a forged line any number. */
const FEW = 50;

/** Adds up what the analyzer tells; memory is bounded whatever the log holds. */
export interface StatsCollector {
  event(event: SshEvent, connection: Connection | undefined): void;
  connectionEnded(connection: Connection, outcome: Outcome): void;
  result(report: Report): Stats;
}

/** @param isKnownClient whether the software of a client is expected; without it all is */
export function createStats(isKnownClient?: (client: string) => boolean): StatsCollector {
  const sources = createCounter();
  const clients = createCounter();
  const unexpected = createCounter();
  const failed = { methods: createCounter(FEW), sources: createCounter(), users: createCounter(), invalid: createCounter() };
  const accepted = { methods: createCounter(FEW), sources: createCounter(), users: createCounter() };
  const negotiation = createCounter(FEW);
  const refused = createCounter(FEW);
  const throttling = { episodes: 0, dropped: 0 };
  const sftp = noSftp();
  const sftpUsers = createCounter();
  const agreed = Object.fromEntries(ALGORITHM_KINDS.map((kind) => [kind, createCounter()])) as Record<AlgorithmKind, ReturnType<typeof createCounter>>;
  const timeline = createTimeline();
  const outcomes = noOutcomes();
  let withoutAddress = 0;
  let certificates = 0;
  let withAlgorithms = 0;

  return {
    event(event) {
      const { record } = event;
      switch (event.type) {
        case 'auth.failed': {
          const { method, ip, user, validUser } = event.fields;
          // `none` asks which methods there are.
          if (method === 'none') break;
          failed.methods.add(method, record.repeat);
          if (ip !== undefined) failed.sources.add(ip, record.repeat);
          failed.users.add(user, record.repeat);
          if (!validUser) failed.invalid.add(user, record.repeat);
          timeline.add(record.time, 'failed', record.repeat);
          break;
        }
        case 'auth.accepted': {
          const { method, ip, user, certificate } = event.fields;
          accepted.methods.add(method);
          if (ip !== undefined) accepted.sources.add(ip);
          accepted.users.add(user);
          if (certificate) certificates++;
          timeline.add(record.time, 'accepted', 1);
          break;
        }
        case 'connection.dropped':
          refused.add(event.fields.reason);
          break;
        case 'throttling.began':
          throttling.episodes++;
          break;
        case 'throttling.ended':
          throttling.dropped += event.fields.dropped;
          break;
        case 'negotiation.failed':
          negotiation.add(event.fields.kind);
          break;
        case 'sftp.opened':
          sftpUsers.add(event.fields.user);
          break;
      }
    },
    connectionEnded(connection, outcome) {
      outcomes[outcome]++;
      if (outcome !== 'refused') {
        if (connection.ip === undefined) withoutAddress++;
        else sources.add(connection.ip);
      }
      if (connection.client !== undefined) {
        clients.add(connection.client);
        if (isKnownClient && !isKnownClient(connection.client)) unexpected.add(connection.client);
      }
      if (connection.agreed) {
        withAlgorithms++;
        for (const kind of ALGORITHM_KINDS) for (const name of connection.agreed[kind] ?? []) agreed[kind].add(name);
      }
      if (connection.sftp) for (const name of Object.keys(sftp) as (keyof SftpTotals)[]) sftp[name] = addCapped(sftp[name], connection.sftp[name]);
    },
    result: ({ tool, input }) => ({
      schema: 'sshlog.stats/1',
      tool,
      input,
      connections: { total: Object.values(outcomes).reduce((sum, n) => sum + n, 0), ...outcomes, withoutAddress, sources: sources.census(), clients: clients.census() },
      ...(isKnownClient && { unexpectedClients: unexpected.census() }),
      attempts: {
        failed: failed.methods.total(),
        byMethod: failed.methods.all(),
        sources: failed.sources.census(),
        users: failed.users.census(),
        invalidUsers: failed.invalid.census(),
      },
      logins: {
        accepted: accepted.methods.total(),
        byMethod: accepted.methods.all(),
        certificates,
        users: accepted.users.census(),
        sources: accepted.sources.census(),
        fromSourcesWithFailures: [...accepted.sources.names()].filter((ip) => failed.sources.has(ip)).length,
      },
      negotiationFailures: { total: negotiation.total(), byKind: negotiation.all() },
      listener: { refused: refused.all(), throttling },
      sftp: { ...sftp, users: sftpUsers.census() },
      algorithms: {
        connections: withAlgorithms,
        kex: agreed.kex.census(),
        hostkey: agreed.hostkey.census(),
        cipher: agreed.cipher.census(),
        mac: agreed.mac.census(),
        compression: agreed.compression.census(),
      },
      timeline: timeline.hours(),
      timelineOmitted: timeline.omitted(),
    }),
  };
}
