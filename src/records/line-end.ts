const CARRIAGE_RETURN = 13;

/** A line without the CRs at its end. */
export function withoutCr(line: string): string {
  let end = line.length;
  while (line.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
  return end === line.length ? line : line.slice(0, end);
}
