/** Numbers of one kind, one for each row of a table: outside the heap of V8, which neither looks at them nor moves them. */
type Column = Float64Array | Int32Array | Uint8Array;

/** Rows that a table has room for at first: enough for a short log. */
export const FIRST_ROWS = 64;

/** What stands where there is no row, or no number. */
export const NONE = -1;

/** A column with the same numbers and room for so many. */
export function widened<C extends Column>(column: C, rows: number): C {
  const wide = new (column.constructor as new (length: number) => C)(rows);
  wide.set(column);
  return wide;
}

/**
 * A number out of a column of doubles as the integer that it is. V8 would keep it as an object of 16 bytes, and from then on every number
 * that stands at the same place of such objects: of a record that is recalled those of each line that is read.
 */
export function asInteger(number: number): number {
  const integer = number | 0;
  return integer === number ? integer : number;
}
