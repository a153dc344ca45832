import type { Attempt } from '../../src/attempts/attempt.js';
import { createAttemptTracker } from '../../src/attempts/tracker.js';
import type { Connection } from '../../src/connections/connection.js';
import type { ClientEvent } from '../../src/events/client/index.js';
import { clientRegistry } from '../../src/messages/client/registry.js';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import { isOfClient } from '../../src/pipeline/client-side.js';
import { pairUp } from '../../src/pairing/pair.js';
import { watchServer } from '../../src/pairing/server-facts.js';
import { createClientLines } from '../../src/records/client-lines.js';
import { createLogClock } from '../../src/records/log-clock.js';
import { LATEST } from './analyze-file.js';
import { syslog } from './analyze-text.js';

/** The runs of ssh in a client's log. */
export function attemptsOf(lines: readonly string[], file = 'client.log'): Attempt[] {
  const attempts: Attempt[] = [];
  const tracker = createAttemptTracker((attempt) => attempts.push(attempt));
  const reader = createClientLines(file, createLogClock({ latest: LATEST, timezone: 'UTC' }), {
    knows: isOfClient,
    record(record) {
      const match = clientRegistry.match(record.text, record.level, tracker.ends(record));
      tracker.track((match
        ? { type: match.pattern.emits, record, fields: match.fields, wording: match.pattern }
        : { type: 'unknown', record, fields: { text: record.text } }) as ClientEvent);
      return match !== undefined;
    },
    other() {},
  });
  lines.forEach((line, i) => reader.line(line, i + 1, false));
  tracker.end();
  return attempts;
}

/** What a server's log tells, with all that pairing needs; lines as `analyzeLines` takes them. */
function serverOf(lines: readonly string[]) {
  const watch = watchServer();
  const connections: Connection[] = [];
  const analyzer = createAnalyzer({ revisable: true, timezone: 'UTC', onEvent: watch.event, onConnectionEnd: (connection) => connections.push(connection) });
  const input = analyzer.open('server.log', LATEST);
  lines.forEach((line, i) => input.line(syslog(line), i + 1, false));
  input.end(0);
  analyzer.report('');
  const { revision } = analyzer;
  if (!revision) throw new Error('not revisable');
  return { analyzer, revision, watch, connections };
}

/** Which connections the runs of a client's log are. */
export function pairsOf(client: readonly string[], server: readonly string[]) {
  const { connections, watch, ...rest } = serverOf(server);
  const attempts = attemptsOf(client);
  return { ...rest, connections, attempts, pairs: pairUp(attempts.map((attempt) => ({ attempt, ending: '' })), connections, watch) };
}
