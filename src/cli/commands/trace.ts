import { createClientTrace } from '../../pipeline/client-trace.js';
import { createTrace } from '../../pipeline/trace.js';
import { formatTraceJson, type TraceReport } from '../../report/trace.js';
import { formatTraceText } from '../../report/trace-text.js';
import { analyzeInputs } from '../analysis.js';
import { EXIT } from '../exit-status.js';
import { type Format, FORMATS } from '../formats.js';
import { openOutputs, parseTargets, type Target, writeResult } from '../outputs.js';
import { redactionFor } from '../redaction.js';
import type { SharedOptions } from '../shared-options.js';
import { terminalStyle } from '../terminal-style.js';
import { parseTraceTarget } from '../trace-target.js';

/** `sshlog trace USER|ADDR|PID`: the connections of whom was asked for (in a client's log also HOST, where it went), line by line, and the verdict. @returns the exit status */
export async function trace(target: string, files: readonly string[], options: SharedOptions): Promise<number> {
  const { user, from } = options;
  const { output: redacted, redaction } = await redactionFor(options);
  const pseudonym = (name: string) => redaction?.user(name) ?? name;
  const wanted = parseTraceTarget(target);
  const traced = { ...wanted, ...(wanted.user !== undefined && { user: pseudonym(wanted.user) }) };
  const follower = createTrace(traced, { ...(user !== undefined && { user: pseudonym(user) }), ...(from && { from }) });
  const runs = createClientTrace({ ...traced, names: redaction ? [redaction.host(target) ?? target] : [target] });
  const outputs = openOutputs(parseTargets(options.format, options.output, FORMATS.trace, 'text'));
  const { report, unreadable, nothingRead } = await analyzeInputs(files, options, { follower, onClientEvent: runs.event, wantsAttempt: runs.wants, ...(redaction && { redaction }) });
  if (nothingRead) {
    for (const { sink } of outputs) sink.discard();
    return EXIT.unreadableInput;
  }
  const result: TraceReport = redacted({
    schema: 'sshlog.trace/1',
    tool: report.tool,
    target: traced.pid === undefined ? traced.user ?? target : target,
    input: report.input,
    connections: [...follower.connections(), ...runs.connections()],
    omittedConnections: follower.omitted() + runs.omitted(),
    findings: report.findings,
  });
  for (const output of outputs) {
    await writeResult(output, await format(result, output.target, options), options.pager);
  }
  return unreadable ? EXIT.unreadableInput : EXIT.ok;
}

async function format(trace: TraceReport, { format, file }: Target<Format<'trace'>>, { color, verbose = false }: SharedOptions): Promise<string> {
  switch (format) {
    case 'text':
      return formatTraceText(trace, terminalStyle(color, file !== undefined), verbose);
    case 'json':
      return formatTraceJson(trace);
    case 'markdown':
      return (await import('../../report/trace-markdown.js')).formatTraceMarkdown(trace);
  }
}
