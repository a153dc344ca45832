/** Level markers that sshd writes into syslog text. Lines at INFO and VERBOSE carry none and are both `info`. */
export type Level = 'fatal' | 'error' | 'info' | 'debug1' | 'debug2' | 'debug3';

export type TimeAssumption = 'year' | 'zone';

/** One line of a log without its envelope. `text` has no level marker and no ` [preauth]`. */
export interface LogRecord {
  /** Name of the input as the user gave it; `-` for standard input. */
  file: string;
  /** The log that it belongs to: of a rotated set all files are one, and with --merge all inputs. Pids mean something within it. */
  source: string;
  /** 1-based line number in `file`; where a message was wrapped, of its last line. */
  line: number;
  /** The line as the log has it, one character per byte (latin1), without its line end. */
  raw: string;
  text: string;
  /** Milliseconds since the epoch, UTC; undefined where the envelope has no time. */
  time: number | undefined;
  /** What the envelope did not say about the time and the reader had to assume. */
  timeAssumed: readonly TimeAssumption[];
  host: string | undefined;
  /** Program that wrote it: sshd, sshd-session, sshd-auth, internal-sftp, sftp-server. */
  process: string;
  pid: number | undefined;
  level: Level;
  /** False where the logger dropped the markers `fatal: ` and `error: ` (sshd -e, -E, -d). */
  levelShown: boolean;
  preauth: boolean;
  /** The text reached the length at which sshd or our line limit cuts: its tail may be missing. */
  cut: boolean;
  /** How often the logger says that this message came; 1 for an ordinary line. */
  repeat: number;
  /** True where nothing but the text itself says that sshd wrote the line. */
  bare: boolean;
  /** Line feeds stood inside the message: it was put together from several lines of the file. */
  joined?: true;
}
