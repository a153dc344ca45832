/** The library: what `import 'sshlog'` gives. docs/library.md shows its use. */
export type {
  AlgorithmKind, Attempt, Certificate, Direction, Errno, EventFields, EventType, KexinitList, Outcome, Peer, PublicKey, TimeAssumption,
} from './events.js';
export type * from './finding.js';
export { SEVERITIES } from './finding.js';
export { InputError } from './input/input-error.js';
export { analyze, type AnalyzeOptions } from './library/analyze.js';
export { createLogAnalyzer as createAnalyzer, type LogAnalyzer, type LogAnalyzerOptions, type LogFile } from './library/analyzer.js';
export type { EventPlace, FieldsOf, LogEvent, LogEventOf } from './library/event.js';
export type { Log } from './library/log.js';
export { LogReadError } from './library/log-read-error.js';
export type { LogOptions } from './library/options.js';
export { parseLine } from './library/parse-line.js';
export { DEFAULT_THRESHOLDS, type Progress, type Thresholds } from './pipeline/analyzer.js';
export type { Filter } from './pipeline/filter.js';
export type { SessionAlgorithms, SessionRow } from './report/session.js';
