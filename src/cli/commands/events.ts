import { toEventJson } from '../../pipeline/event-json.js';
import { formatEcs } from '../../report/event-ecs.js';
import { type EventJson, formatEvent } from '../../report/event-ndjson.js';
import { formatOcsf } from '../../report/event-ocsf.js';
import { formatEventText } from '../../report/event-text.js';
import { analyzeInputs } from '../analysis.js';
import { EXIT } from '../exit-status.js';
import { type Format, FORMATS } from '../formats.js';
import { parseTargets } from '../outputs.js';
import { redactionFor } from '../redaction.js';
import { type Layout, mayPage, openRowOutputs } from '../row-outputs.js';
import type { SharedOptions } from '../shared-options.js';

const LAYOUTS: Record<Format<'events'>, Layout<EventJson>> = {
  ndjson: { row: formatEvent }, text: { row: formatEventText }, ecs: { row: formatEcs }, ocsf: { row: formatOcsf },
};

/** `sshlog events`: every line of sshd, and of ssh in a client's log, as a typed event. @returns the exit status */
export async function events(files: readonly string[], options: SharedOptions): Promise<number> {
  const fallback = process.stdout.isTTY && options.output === undefined ? 'text' : 'ndjson';
  const targets = parseTargets(options.format, options.output, FORMATS.events, fallback);
  const outputs = openRowOutputs(targets, LAYOUTS, mayPage(files, options));
  const { output: redacted, ...redaction } = await redactionFor(options);
  const { unreadable, nothingRead } = await analyzeInputs(files, options, {
    ...redaction,
    showsRows: process.stdout.isTTY && targets.some(({ file }) => file === undefined),
    onEvent: (event) => outputs.write(redacted(toEventJson(event))),
    onClientEvent: (event) => outputs.write(redacted(toEventJson(event))),
  });
  if (nothingRead) outputs.discard();
  else await outputs.close();
  return unreadable ? EXIT.unreadableInput : EXIT.ok;
}
