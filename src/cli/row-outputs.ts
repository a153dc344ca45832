import { openSink, type Target } from './outputs.js';

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
  close(): void;
  /** For a log that could not be read: there is no output then, be it an empty one. */
  discard(): void;
}

/** Characters that are gathered before they are written: a system call for each row would cost more than the row. */
const BUFFER = 65_536;

/** @throws UsageError where a file cannot be created */
export function openRowOutputs<Row, F extends string>(targets: readonly Target<F>[], layouts: Record<F, Layout<Row>>): RowOutputs<Row> {
  const outputs = targets.map((target) => {
    const layout = layouts[target.format];
    return { layout, sink: openSink(target), text: layout.head ?? '' };
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
    },
    close() {
      for (const output of outputs) output.text += output.layout.tail ?? '';
      flush();
      for (const { sink } of outputs) sink.close();
    },
    discard() {
      clearImmediate(waiting);
      for (const { sink } of outputs) sink.discard();
    },
  };
}
