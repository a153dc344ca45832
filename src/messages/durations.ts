const UNITS: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** Seconds of a time as sshd prints it: `00:05:12`, from a day on `1d02h03m`, from a week on `2w3d04h`. */
export function duration(text: string): number {
  if (text.includes(':')) return text.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0);
  let seconds = 0;
  for (const [, count = '', unit = ''] of text.matchAll(/(\d{1,6})([wdhms])/g)) seconds += Number(count) * (UNITS[unit] ?? 0);
  return seconds;
}
