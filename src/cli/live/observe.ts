import type { Finding, Report } from '../../finding.js';
import type { Analyzer } from '../../pipeline/analyzer.js';
import type { RedactOutput } from '../../pipeline/redact/output.js';
import { plural } from '../../report/wording.js';
import type { Observer } from '../analysis.js';
import type { LivePrinter } from './printers.js';
import type { StatusLine } from './status-line.js';

/** How often to look whether something is to be done that no line brings about; in milliseconds. */
const LOOK = 250;
/** An input of which nothing has come for so many looks is not being read from a file: somebody is still writing it. */
const SILENT_LOOKS = 4;
/** So is one whose lines, for as many looks, bear a time that is not longer ago than this, in milliseconds. */
const PRESENT = 10_000;
/**
 * How long after the end of a connection its processes may still log what belongs to it; in milliseconds. Of 5,468 that failed at real
 * servers (5.3 to 10.5), 99 % wrote their last line within 3 ms. What comes later is added to what was told.
 */
const ECHO = 5;
/** How long a block that was read may be on its way through streams, in milliseconds. */
const ON_ITS_WAY = 25;

export interface LiveOutput {
  printer: LivePrinter;
  write(text: string): void;
}

export interface LiveOptions {
  /** Print findings as soon as they are certain, whatever the input. */
  streaming: readonly LiveOutput[];
  /** Print a whole report, unless the input turns out to be live. */
  patient: readonly LiveOutput[];
  follow: boolean;
  /** Whether the user wants to see it. */
  wants: (finding: Finding) => boolean;
  redacted: RedactOutput;
  status: StatusLine;
}

export interface Live extends Observer {
  /** Prints what is left once all inputs have ended. @returns whether the patient outputs have got their findings one by one */
  finish(report: Report): boolean;
}

/**
 * Prints findings while the log is read: to streaming outputs at once, to patient ones from when the input turns out to be
 * live. It is live when files are followed and were read to their end; when a pipe, be it one that is followed, has been silent for a
 * second; or when its lines have been of the present for a second.
 */
export function observe({ streaming, patient, follow, wants, redacted, status }: LiveOptions): Live {
  /** Fingerprints with codes of what was printed; as many as there are findings. */
  const printed = new Map<string, string>();
  let analyzer: Analyzer | undefined;
  let isLive = false;
  let timer: NodeJS.Timeout | undefined;
  let echo: NodeJS.Timeout | undefined;
  let ticksLeft = 0;
  let linesBefore = 0;
  let silent = 0;
  let present = 0;

  function print(findings: readonly Finding[], to: readonly LiveOutput[]): void {
    const wanted = findings.filter((finding) => printed.has(finding.fingerprint) || wants(finding));
    if (wanted.length === 0 || !analyzer) return;
    for (const { fingerprint, code } of wanted) printed.set(fingerprint, code);
    const surroundings = redacted({ servers: analyzer.servers(), findings: [...printed].map(([fingerprint, code]) => ({ fingerprint, code })) });
    const shown = wanted.map((finding) => redacted(finding));
    status.erase();
    for (const { printer, write } of to) write(shown.map((finding) => printer.finding(finding, surroundings)).join(''));
  }

  function tell(): void {
    if (isLive) print(analyzer?.news(Date.now()) ?? [], [...streaming, ...patient]);
    else if (streaming.length > 0) print(analyzer?.news() ?? [], streaming);
  }

  function goLive(): void {
    echo = undefined;
    if (isLive) return;
    // What was there has no more echoes.
    analyzer?.tick(Date.now());
    analyzer?.tick(Date.now() + 1);
    print(analyzer?.news(Date.now()) ?? [], streaming);
    isLive = true;
    print((analyzer?.findings() ?? []).map((finding) => ({ ...finding, state: 'new' })), patient);
  }

  function look(): void {
    if (!analyzer) return;
    const { lines, open, latestTime } = analyzer.progress();
    silent = lines === linesBefore ? silent + 1 : 0;
    present = latestTime !== undefined && Math.abs(Date.now() - latestTime) < PRESENT ? present + 1 : 0;
    linesBefore = lines;
    if (isLive) {
      if (!echo) settle();
      status.show(`sshlog: ${plural(lines, 'line')}, ${plural(open, 'open connection')}, ${plural(printed.size, 'finding')}`);
    } else if (lines > 0 && (silent >= SILENT_LOOKS || present >= SILENT_LOOKS)) goLive();
  }

  function settle(): void {
    analyzer?.tick(Date.now());
    tell();
    // What ended with the last line is settled by the second tick behind it.
    echo = --ticksLeft > 0 ? setTimeout(settle, ECHO) : undefined;
  }

  function stop(): void {
    clearInterval(timer);
    clearTimeout(echo);
  }

  return {
    follow,
    stop,
    begin(begun, endless) {
      analyzer = begun;
      if (endless) timer = setInterval(look, LOOK);
      return endless || streaming.length > 0;
    },
    line() {
      tell();
      if (!isLive) return;
      ticksLeft = 2;
      echo ??= setTimeout(settle, ECHO);
    },
    caughtUp() {
      if (follow) echo ??= setTimeout(goLive, ON_ITS_WAY);
    },
    finish(report) {
      stop();
      status.erase();
      const telling = isLive ? [...streaming, ...patient] : streaming;
      // Findings that nobody is told are not made: there may be thousands.
      if (telling.length === 0) return isLive;
      const rest = analyzer?.news(Number.POSITIVE_INFINITY) ?? [];
      print(rest.filter(({ state }) => state === 'new'), streaming);
      if (isLive) print(rest, patient);
      const selected = redacted({ ...report, findings: report.findings.filter((finding) => printed.has(finding.fingerprint) || wants(finding)) });
      for (const { printer, write } of telling) write(printer.end(selected));
      return isLive;
    },
  };
}
