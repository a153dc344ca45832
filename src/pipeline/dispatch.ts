import type { Connection } from '../connections/connection.js';
import { forgetNotes } from '../diagnosers/connection-notes.js';
import type { Collector } from '../diagnosers/collector.js';
import type { Diagnoser, Handlers, Problem } from '../diagnosers/diagnoser.js';
import { createDiagnoserContexts, type Known } from './diagnoser-context.js';
import type { EventOf, EventType, LogRecord, SshEvent } from '../events.js';

type Handler = (event: EventOf<EventType>, connection: Connection | undefined) => void;

/** Hands events to the diagnosers that asked for their type. */
export interface Dispatcher {
  event(event: SshEvent, connection: Connection | undefined): void;
  line(record: LogRecord, connection: Connection | undefined, type: EventType): void;
  /**
   * To be called once, or twice where echoes came after the first call.
   * @param isOver nothing more can come from it, not even an echo
   * @returns the code of the finding that the connection counts for, where there is one
   */
  connectionEnded(connection: Connection, isOver: boolean): string | undefined;
}

/** @param wanted whether what is about a party is reported; filters stand in front of the collector so that counts agree with them */
export function createDispatcher(
  diagnosers: readonly Diagnoser[], known: Known, collector: Collector, wanted: (party: Problem['connection']) => boolean,
): Dispatcher {
  const created = new Map<Diagnoser, Handlers>();
  const byName = new Map<keyof Handlers, Handlers[keyof Handlers][]>();

  const { of: contextOf, suspicions, add } = createDiagnoserContexts(known, collector, wanted);

  /** What several have in common depends on who is created first: that is the first of them, whoever is asked for. */
  function handlersOf(diagnoser: Diagnoser): Handlers {
    const { kin } = diagnoser;
    const together = created.has(diagnoser) ? [] : kin === undefined ? [diagnoser] : diagnosers.filter((other) => other.kin === kin);
    for (const one of together) created.set(one, one.create(contextOf(one.meta)));
    return created.get(diagnoser) ?? {};
  }

  /** The handlers of that name, in the order of the diagnosers; made when there is something for them. */
  function handlersFor<N extends keyof Handlers>(name: N): NonNullable<Handlers[N]>[] {
    let handlers = byName.get(name);
    if (!handlers) {
      handlers = diagnosers.flatMap((diagnoser) => (diagnoser.hears?.includes(name) ?? true ? handlersOf(diagnoser)[name] ?? [] : []));
      byName.set(name, handlers);
    }
    return handlers as NonNullable<Handlers[N]>[];
  }

  let lines: NonNullable<Handlers['line']>[] | undefined;
  let ended: NonNullable<Handlers['connectionEnded']>[] | undefined;

  return {
    event(event, connection) {
      for (const handler of handlersFor(event.type) as Handler[]) handler(event, connection);
    },
    line(record, connection, type) {
      lines ??= handlersFor('line');
      for (const handler of lines) handler(record, connection, type);
    },
    connectionEnded(connection, isOver) {
      // What an echo told behind the end may add to the reason that was reported, but is no second one.
      const again = connection.settled;
      connection.settled = true;
      ended ??= handlersFor('connectionEnded');
      if (!again) for (const handler of ended) handler(connection);
      const reason = suspicions.settle(connection);
      if (reason && (!again || connection.blamed === reason.meta.code)) {
        // An echo would be a further occurrence from this connection.
        if (isOver && !again) reason.problem.once = true;
        add(reason.meta, reason.problem);
      }
      if (isOver) forgetNotes(connection);
      return reason?.meta.code ?? connection.blamed;
    },
  };
}
