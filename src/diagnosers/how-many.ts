/** `12`, or `more than 300` where not all names were kept. */
export function howMany(names: readonly string[], more: boolean): string {
  return more ? `more than ${names.length}` : String(names.length);
}
