import type { Report } from '../finding.js';
import { safeJson } from './safe-json.js';

/** An event as `events` prints it: where it stands, when, who wrote it, what it is; then the fields of its type. */
export interface EventJson {
  line: number;
  file: string;
  /** ISO 8601, UTC. */
  time?: string;
  timeAssumed?: Report['input']['timeAssumed'];
  host?: string;
  process: string;
  pid?: number;
  type: string;
  preauth: boolean;
  /** How often the logger says that the message came; absent for once. */
  repeat?: number;
  [field: string]: unknown;
}

/** One JSON object and a newline. The keys of the envelope come first and in fixed order, so that lines compare by eye. */
export function formatEvent(event: EventJson): string {
  const { line, file, time, timeAssumed, host, process, pid, type, preauth, repeat, ...fields } = event;
  return `${safeJson({ line, file, time, timeAssumed, host, process, pid, type, preauth, repeat, ...fields })}\n`;
}
