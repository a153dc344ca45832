import { toEventJson } from '../../pipeline/event-json.js';
import { formatEcs } from '../../report/event-ecs.js';
import { formatEvent } from '../../report/event-ndjson.js';
import { formatOcsf } from '../../report/event-ocsf.js';
import { formatEventText } from '../../report/event-text.js';
import { analyzeInputs } from '../analysis.js';
import { EXIT } from '../exit-status.js';
import { openSink, parseTargets } from '../outputs.js';
import type { SharedOptions } from '../shared-options.js';

const FORMATTERS = { ndjson: formatEvent, text: formatEventText, ecs: formatEcs, ocsf: formatOcsf };
export const EVENT_FORMATS = Object.keys(FORMATTERS);

/** Characters that are gathered before they are written: a system call for each line would cost more than the line. */
const BUFFER = 65_536;

/** `sshlog events`: every line of sshd as a typed event. @returns the exit status */
export async function events(files: readonly string[], options: SharedOptions): Promise<number> {
  const fallback = process.stdout.isTTY && options.output === undefined ? 'text' : 'ndjson';
  const outputs = parseTargets(options.format, options.output, EVENT_FORMATS, fallback).map((target) => ({
    format: FORMATTERS[target.format as keyof typeof FORMATTERS],
    sink: openSink(target),
    text: '',
  }));
  const flush = () => {
    for (const output of outputs) {
      const { text } = output;
      output.text = '';
      if (text !== '') output.sink.write(text);
    }
  };
  // At the latest when the block of input is done: who watches a live log waits for the line.
  let waiting: NodeJS.Immediate | undefined;
  const { unreadable } = await analyzeInputs(files, options, { onEvent: (event) => {
    const plain = toEventJson(event);
    for (const output of outputs) {
      output.text += output.format(plain);
      if (output.text.length >= BUFFER) flush();
    }
    waiting ??= setImmediate(() => {
      waiting = undefined;
      flush();
    });
  } });
  clearImmediate(waiting);
  flush();
  for (const { sink } of outputs) sink.close();
  return unreadable ? EXIT.unreadableInput : EXIT.ok;
}
