import { createTrace } from '../../pipeline/trace.js';
import { formatTraceJson, type TraceReport } from '../../report/trace.js';
import { formatTraceText } from '../../report/trace-text.js';
import { analyzeInputs } from '../analysis.js';
import { EXIT } from '../exit-status.js';
import { openSink, parseTargets } from '../outputs.js';
import type { SharedOptions } from '../shared-options.js';
import { terminalStyle } from '../terminal-style.js';
import { parseTraceTarget } from '../trace-target.js';

export const TRACE_FORMATS = ['text', 'json'] as const;

/** `sshlog trace USER|ADDR|PID`: the connections of whom was asked for, line by line, and the verdict. @returns the exit status */
export async function trace(target: string, files: readonly string[], options: SharedOptions): Promise<number> {
  const { user, from } = options;
  const follower = createTrace(parseTraceTarget(target), { ...(user !== undefined && { user }), ...(from && { from }) });
  // A file that cannot be written is told before a large log is read.
  const outputs = parseTargets(options.format, options.output, TRACE_FORMATS, 'text').map((to) => ({ to, sink: openSink(to) }));
  const { report, unreadable } = await analyzeInputs(files, options, { follower });
  const result: TraceReport = {
    schema: 'sshlog.trace/1',
    tool: report.tool,
    target,
    input: report.input,
    connections: follower.connections(),
    omittedConnections: follower.omitted(),
    findings: report.findings,
  };
  for (const { to, sink } of outputs) {
    const style = () => terminalStyle(options.color, to.file !== undefined);
    sink.write(to.format === 'json' ? formatTraceJson(result) : formatTraceText(result, style(), options.verbose ?? false));
    sink.close();
  }
  return unreadable ? EXIT.unreadableInput : EXIT.ok;
}
