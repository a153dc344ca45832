/** `2026-11-20 21:02:07` in UTC. */
export function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026-11-20 21:02:00 to 21:03:00`; the day is said once. */
export function period(from: number, to: number): string {
  const [start, end] = [moment(from), moment(to)];
  return `${start} to ${start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end}`;
}

const UNITS: readonly [number, string][] = [[86_400_000, 'day'], [3_600_000, 'hour'], [60_000, 'minute'], [1000, 'second']];

/** `15 minutes`, `1 hour`: in the largest unit that leaves a whole number. */
export function lengthOf(milliseconds: number): string {
  const [unit, name] = UNITS.find(([unit]) => milliseconds >= unit && milliseconds % unit === 0) ?? [1000, 'second'];
  const count = Math.round(milliseconds / unit);
  return `${count.toLocaleString('en')} ${name}${count === 1 ? '' : 's'}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What stands at a tick of an axis: as much of the time as differs from the tick before, by a clock of 24 hours. */
export function tickLabel(value: Date | { valueOf(): number }): string {
  const date = new Date(value.valueOf());
  const clock = date.toISOString().slice(11, 19);
  const milliseconds = date.getUTCMilliseconds();
  if (milliseconds !== 0) return String(milliseconds / 1000).slice(1);
  if (clock === '00:00:00') {
    const month = MONTHS[date.getUTCMonth()] ?? '';
    if (date.getUTCDate() > 1) return `${date.getUTCDate()} ${month}`;
    return date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : month;
  }
  return clock.endsWith(':00') ? clock.slice(0, 5) : clock;
}
