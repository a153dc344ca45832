import type { Finding } from '../finding.js';
import { safeJson } from './safe-json.js';

/** A finding as one JSON object and a newline. Of several lines with one fingerprint the last one holds. */
export function formatNdjson(finding: Finding): string {
  return `${safeJson(finding)}\n`;
}
