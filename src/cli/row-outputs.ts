import { statSync } from 'node:fs';
import { endInput } from './interrupt.js';
import { openSink, type Target, type TextSink } from './outputs.js';
import { openPage, type Page } from './pager.js';
import type { SharedOptions } from './shared-options.js';

/** How a format writes its rows, and what stands before the first and after the last of them. */
export interface Layout<Row> {
  head?: string;
  row: (row: Row, isFirst: boolean) => string;
  tail?: string;
}

/** Outputs that are written while the log is read. */
export interface RowOutputs<Row> {
  write(row: Row): void;
  /** Completes the outputs. */
  close(): Promise<void>;
  /** For a log that could not be read: there is no output then, be it an empty one. */
  discard(): void;
}

/** Characters that are gathered before they are written: a system call for each row would cost more than the row. */
const BUFFER = 65_536;

/**
 * @param pager whether rows may wait for a screenful of them: not where the input is live
 * @throws UsageError where a file cannot be created
 */
export function openRowOutputs<Row, F extends string>(
  targets: readonly Target<F>[], layouts: Record<F, Layout<Row>>, pager: boolean,
): RowOutputs<Row> {
  const page = openPage(pager);
  const outputs = targets.map((target): { layout: Layout<Row>; sink: TextSink; text: string } => {
    const layout = layouts[target.format];
    return { layout, sink: target.file === undefined ? pagedSink(page) : openSink(target), text: layout.head ?? '' };
  });
  let isFirst = true;
  let waiting: NodeJS.Immediate | undefined;
  const flush = () => {
    clearImmediate(waiting);
    waiting = undefined;
    for (const output of outputs) {
      const { text } = output;
      output.text = '';
      if (text !== '') output.sink.write(text);
    }
  };
  return {
    write(row) {
      let full = false;
      for (const output of outputs) {
        output.text += output.layout.row(row, isFirst);
        full ||= output.text.length >= BUFFER;
      }
      isFirst = false;
      if (full) flush();
      // At the latest when the block of input is done: who watches a live log waits for the row.
      else waiting ??= setImmediate(flush);
      // Whoever has seen enough; a file has to become complete.
      if (page.hasQuit() && outputs.length === 1) endInput();
    },
    async close() {
      for (const output of outputs) output.text += output.layout.tail ?? '';
      flush();
      for (const { sink } of outputs) sink.close();
      await page.end();
    },
    discard() {
      clearImmediate(waiting);
      for (const { sink } of outputs) sink.discard();
    },
  };
}

/** Whether rows may wait for a screenful: of files that end, or of this system's own log; a pipe may be live. */
export function mayPage(files: readonly string[], { pager }: Pick<SharedOptions, 'pager'>): boolean {
  return pager && (files.length === 0 ? process.stdin.isTTY : files.every((file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? true));
}

function pagedSink(page: Page): TextSink {
  return { write: (text) => page.write(text), close: () => {}, discard: () => {} };
}
