import type { Connection } from '../connections/connection.js';
import type { EventType, SshEvent } from '../events.js';
import type { Affected, Finding } from '../finding.js';
import type { Lane, Step } from '../report/html/overview.js';

/** Lanes of one finding that are shown. */
const SHOWN = 24;
/** Connections with the same code, server, user and address whose course is kept, those with the same code, and all together. */
const MAX_ALIKE = 24;
const MAX_OF_CODE = 1000;
const MAX_LANES = 10_000;
/** Steps of a connection: the first ones, and the last one. */
const MAX_STEPS = 30;
/** Connections at the same time whose course is followed. */
const MAX_OPEN = 20_000;
/** Network child, user child and their parents. */
const MAX_PIDS = 8;

/** Lines that tell how far a connection has come. What is not here is detail that a debugging level adds. */
const STEP_OF: Partial<Record<EventType, Step>> = {
  'connection.opened': 'arrived',
  'identification.received': 'identified',
  'kex.progress': 'exchanged',
  'kex.agreed': 'exchanged',
  'auth.failed': 'failed',
  'auth.invalid-user': 'failed',
  'pam.auth-failed': 'failed',
  'auth.accepted': 'accepted',
  'session.started': 'session',
  'subsystem.requested': 'session',
  'sftp.opened': 'session',
  'pam.session-opened': 'session',
  'connection.closed': 'ended',
  'connection.reset': 'ended',
  'connection.disconnected': 'ended',
  'connection.failed': 'ended',
  'connection.cleaned-up': 'ended',
  'disconnect.received': 'ended',
  'disconnect.sent': 'ended',
  'pam.session-closed': 'ended',
  'login.timeout': 'ended',
  'connection.dropped': 'ended',
  'negotiation.failed': 'ended',
  'kex.proposal-empty': 'ended',
  'auth.too-many-failures': 'ended',
};

/** The course of a connection. */
interface Course {
  /** Processes that wrote its lines. */
  pids: Set<number | undefined>;
  begin: number;
  end: number;
  steps: Lane['steps'];
}

/** Keeps the course of connections that findings tell of: enough of them for a picture, bounded whatever the log holds. */
export interface Lanes {
  event(event: SshEvent, connection: Connection): void;
  /** @param code of the finding that says why it failed; without one it is not kept */
  connectionEnded(connection: Connection, code: string | undefined): void;
  /** For each finding the courses of connections that it names. */
  of(findings: readonly Pick<Finding, 'affected'>[]): Lane[][];
}

export function createLanes(): Lanes {
  const open = new Map<Connection, Course>();
  const keptFor = new Map<string, number>();
  const byPeer = new Map<string, Course[]>();
  let kept = 0;

  function forgetOldest(): void {
    for (const connection of open.keys()) {
      open.delete(connection);
      return;
    }
  }

  function courseOf({ ip, port, pid, time }: Affected): Course | undefined {
    const at = Date.parse(time ?? '');
    const then = byPeer.get(peerOf(ip, port))?.filter(({ begin, end }) => begin <= at && at <= end) ?? [];
    return then.find(({ pids }) => pids.has(pid)) ?? (port !== undefined && then.length === 1 ? then[0] : undefined);
  }

  return {
    event({ type, record }, connection) {
      const { time: at, line, pid } = record;
      if (at === undefined) return;
      let course = open.get(connection);
      if (!course) {
        if (open.size >= MAX_OPEN) forgetOldest();
        open.set(connection, (course = { pids: new Set(), begin: at, end: at, steps: [] }));
      }
      if (course.pids.size < MAX_PIDS) course.pids.add(pid);
      if (at > course.end) course.end = at;
      const step = STEP_OF[type];
      if (step === undefined) return;
      if (course.steps.length < MAX_STEPS) course.steps.push({ at, step, line });
      else course.steps[MAX_STEPS - 1] = { at, step, line };
    },
    connectionEnded(connection, code) {
      const course = open.get(connection);
      open.delete(connection);
      const { home, user, ip, port } = connection;
      if (!course || code === undefined || kept >= MAX_LANES) return;
      const alike = JSON.stringify([code, home.server.host, user, ip]);
      const [ofCode, ofAlike] = [keptFor.get(code) ?? 0, keptFor.get(alike) ?? 0];
      if (ofCode >= MAX_OF_CODE || ofAlike >= MAX_ALIKE) return;
      keptFor.set(code, ofCode + 1);
      keptFor.set(alike, ofAlike + 1);
      kept++;
      const known = byPeer.get(peerOf(ip, port));
      if (known) known.push(course);
      else byPeer.set(peerOf(ip, port), [course]);
    },
    of: (findings) => findings.map(({ affected }) => affected.flatMap((one, i): Lane[] => {
      const course = courseOf(one);
      return course ? [{ affected: i, begin: course.begin, end: course.end, steps: withProof(course.steps, one) }] : [];
    }).slice(0, SHOWN)),
  };
}

function peerOf(ip: string | undefined, port: number | undefined): string {
  return `${ip ?? ''} ${port ?? ''}`;
}

/** The line that proves a finding is marked as such, whatever else it is. */
function withProof(steps: Lane['steps'], { line, time }: Affected): Lane['steps'] {
  const others = steps.filter((step) => step.line !== line);
  return [...others, { at: Date.parse(time ?? ''), step: 'problem' as const, line }].sort((a, b) => a.at - b.at || a.line - b.line);
}
