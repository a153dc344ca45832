import type { Connection } from '../connections/connection.js';
import { byImportance } from '../diagnosers/collector.js';
import type { Report } from '../finding.js';
import { watchServer } from '../pairing/server-facts.js';
import { type Analyzer, type AnalyzerOptions, createAnalyzer } from './analyzer.js';
import type { ClientSide, ClientSideOptions } from './client-side.js';
import { openGathered } from './gathered.js';
import type { LogInput } from './log-inputs.js';
import { createSideFinder, type HeldLine } from './which-side.js';

type ClientModule = typeof import('./client-side.js');

/** Connections of servers' logs that are kept to be looked at beside the clients' logs: the last ones. */
const MAX_CONNECTIONS_KEPT = 2000;

export interface TwoSidedOptions extends AnalyzerOptions, Pick<ClientSideOptions, 'onClientEvent' | 'wantsAttempt'> {
  /** Several inputs are read: one of them may be a client's log, and another the server's of the same connections. */
  several?: boolean;
}

/**
 * An analyzer of servers' logs and of clients' logs, told apart by their content. What reads clients' logs is loaded when the first
 * of them comes: wait for `ready` of an input before more lines are given, and before it is ended.
 */
export function createTwoSidedAnalyzer(options: TwoSidedOptions = {}): Analyzer {
  let kept: Connection[] = [];
  const watch = watchServer();
  const server = createAnalyzer({
    ...options,
    ...(options.several && {
      revisable: true,
      onEvent(event, connection) {
        watch.event(event, connection);
        options.onEvent?.(event, connection);
      },
      onConnectionEnd(connection, outcome, code) {
        kept.push(connection);
        if (kept.length >= 2 * MAX_CONNECTIONS_KEPT) kept = kept.slice(-MAX_CONNECTIONS_KEPT);
        options.onConnectionEnd?.(connection, outcome, code);
      },
    }),
  });
  let clients: ClientSide | undefined;
  let loading: Promise<ClientModule> | undefined;
  let loaded: ClientModule | undefined;

  function clientSide({ createClientSide }: ClientModule): ClientSide {
    return (clients ??= createClientSide(options));
  }

  function open(file: string, latest?: number, source?: string): LogInput {
    // Lines are interleaved by their times, and those of a client have none: what is merged are servers' logs.
    let log: LogInput | undefined = options.merge ? server.open(file, latest, source) : undefined;
    let waiting: Promise<void> | undefined;
    const finder = createSideFinder();

    function give(side: LogInput, held: readonly HeldLine[]): void {
      log = side;
      for (const { line, number, overLimit, front, file: next } of held) {
        if (next) side.goOn(next.name, next.latest);
        side.line(line, number, overLimit, front);
      }
    }

    function likelier(): LogInput {
      return loaded && finder.guess() === 'client' ? clientSide(loaded).open(file, latest, source) : server.open(file, latest, source);
    }

    /** Nothing but what clients say tells whose log it is. */
    function ask(): Promise<void> {
      loading ??= import('./client-side.js');
      return loading.then((module) => {
        waiting = undefined;
        loaded = module;
        const side = finder.decide(module.isOfClient);
        if (side === 'client') give(clientSide(module).open(file, latest, source), finder.take());
        else if (side === 'server') give(server.open(file, latest, source), finder.take());
      });
    }

    return {
      line(line, number, overLimit, front) {
        if (log) return log.line(line, number, overLimit, front);
        const isServer = finder.hold(line, number, overLimit, front);
        if (isServer) give(server.open(file, latest, source), finder.take());
        // Lines of one block come at once: what there is to ask is asked behind them.
        else if (finder.isFull() && !waiting) give(likelier(), finder.take());
        else if (finder.wantsToAsk()) waiting ??= ask();
      },
      goOn(next, newLatest) {
        if (log) log.goOn(next, newLatest);
        else finder.goOn(next, newLatest);
      },
      advance(now) {
        latest = now;
        log?.advance(now);
      },
      ready: () => waiting ?? log?.ready(),
      end(bytes) {
        if (!log) give(likelier(), finder.take());
        log?.end(bytes);
      },
    };
  }

  return {
    ...server,
    open: openGathered(open, options),
    tick(now) {
      server.tick(now);
      clients?.tick(now);
    },
    news: (now) => [...server.news(now), ...(clients?.news(now) ?? [])],
    findings: () => (clients ? [...server.findings(), ...clients.findings()].sort(byImportance) : server.findings()),
    report(version) {
      const report = server.report(version);
      if (!clients) return report;
      const { revision } = server;
      clients.finish(revision && { connections: kept.slice(-MAX_CONNECTIONS_KEPT), watch, revision });
      return withClients({ ...report, findings: server.findings() }, clients);
    },
  };
}

function withClients(report: Report, clients: ClientSide): Report {
  const { input, connections } = report;
  const more = clients.input();
  const outcomes = clients.outcomes();
  const names = Object.keys(outcomes) as (keyof typeof outcomes)[];
  const times = [input.firstTime, more.firstTime, input.lastTime, more.lastTime].filter((time) => time !== undefined).sort();
  const first = times[0];
  const last = times.at(-1);
  return {
    ...report,
    input: {
      files: [...new Set([...input.files, ...more.files])],
      lines: input.lines + more.lines, bytes: input.bytes + more.bytes, recognized: input.recognized + more.recognized,
      unknown: input.unknown + more.unknown, other: input.other + more.other, truncated: input.truncated + more.truncated,
      ...(first !== undefined && { firstTime: first }), ...(last !== undefined && { lastTime: last }),
      timeAssumed: [...new Set([...input.timeAssumed, ...more.timeAssumed])].sort(),
    },
    connections: {
      ...connections,
      total: connections.total + names.reduce((sum, name) => sum + outcomes[name], 0),
      ...Object.fromEntries(names.map((name) => [name, connections[name] + outcomes[name]])),
    } as Report['connections'],
    clientLogs: clients.logs(),
    findings: [...report.findings, ...clients.findings()].sort(byImportance),
  };
}
