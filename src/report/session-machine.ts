import { csvRow } from './csv.js';
import { safeJson } from './safe-json.js';
import type { SessionRow } from './session.js';

/** One JSON object and a newline. */
export function formatSessionNdjson(row: SessionRow): string {
  return `${safeJson(row)}\n`;
}

/** The parts of one JSON document of the form `sshlog.sessions/1`: rows are written as they come. */
export const SESSIONS_JSON = {
  head: '{"schema":"sshlog.sessions/1","sessions":[',
  row: (row: SessionRow, isFirst: boolean) => `${isFirst ? '' : ','}\n${safeJson(row)}`,
  tail: '\n]}\n',
};

const COLUMNS: Record<string, (row: SessionRow) => string | number | undefined> = {
  start: (row) => row.start,
  end: (row) => row.end,
  duration: (row) => row.duration,
  host: (row) => row.host,
  pid: (row) => row.pid,
  user: (row) => row.user,
  ip: (row) => row.ip,
  port: (row) => row.port,
  client: (row) => row.client,
  outcome: (row) => row.outcome,
  code: (row) => row.code,
  method: (row) => row.method,
  key_type: (row) => row.key?.type,
  key_fingerprint: (row) => row.key?.fingerprint,
  certificate_id: (row) => row.certificate?.id,
  certificate_serial: (row) => row.certificate?.serial,
  certificate_ca: (row) => row.certificate?.ca.fingerprint,
  failures: (row) => row.failures,
  kex: (row) => row.algorithms?.kex?.join(' '),
  hostkey: (row) => row.algorithms?.hostkey?.join(' '),
  cipher: (row) => row.algorithms?.cipher?.join(' '),
  mac: (row) => row.algorithms?.mac?.join(' '),
  compression: (row) => row.algorithms?.compression?.join(' '),
  sftp_bytes_read: (row) => row.sftp?.bytesRead,
  sftp_bytes_written: (row) => row.sftp?.bytesWritten,
  file: (row) => row.file,
  line: (row) => row.line,
};

/** The names of the columns. */
export const SESSION_CSV_HEAD = csvRow(Object.keys(COLUMNS));

export function formatSessionCsv(row: SessionRow): string {
  return csvRow(Object.values(COLUMNS).map((column) => column(row)));
}
