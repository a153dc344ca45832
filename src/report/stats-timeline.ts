import { stackedBar } from './charts.js';
import type { Stats } from './stats.js';
import { clock } from './wording.js';

const HOUR = 3_600_000;
/** Hours of one row: the first with which the log takes no more rows than are shown. */
const STEPS = [1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 672, 1344];
/** Rows that fit a screen. */
const ROWS = 24;
const LONGEST_BAR = 40;
const LEGEND = '░ accepted  █ failed';

interface Row {
  /** Milliseconds since the epoch. */
  begin: number;
  accepted: number;
  failed: number;
}

/** Tries to log in over time, as bars; what lies between two rows is a matter of hours or days, whatever fits one screen. */
export function timelineChart({ timeline }: Pick<Stats, 'timeline'>, width: number, everyHour: boolean): { unit: string; lines: string[] } {
  const hours = timeline.map(({ time, ...counts }): Row => ({ begin: Date.parse(time), ...counts }));
  const step = everyHour ? 1 : stepFor(hours);
  const rows = everyHour ? hours : binned(hours, step);
  const most = Math.max(1, ...rows.map(({ accepted, failed }) => accepted + failed));
  const numbers = Math.max(8, String(most).length);
  // On a terminal that is very narrow the numbers have to do.
  const barWidth = Math.max(0, Math.min(LONGEST_BAR, width - 2 - 16 - 2 * (numbers + 2) - 2));
  const line = (when: string, accepted: string, failed: string, drawn: string) =>
    `  ${when.padEnd(16)}  ${accepted.padStart(numbers)}  ${failed.padStart(numbers)}  ${drawn}`.trimEnd();
  const lines = rows.length === 0 ? [] : [
    line('', 'accepted', 'failed', barWidth < LEGEND.length ? '' : LEGEND),
    ...rows.map(({ begin, accepted, failed }) => line(label(begin, step), String(accepted), String(failed), stackedBar(accepted, failed, most, barWidth))),
  ];
  return { unit: step === 1 ? 'hour' : step % 24 === 0 ? (step === 24 ? 'day' : `${step / 24} days`) : `${step} hours`, lines };
}

function label(begin: number, step: number): string {
  return clock(new Date(begin).toISOString()).slice(0, step % 24 === 0 ? 10 : 16);
}

function stepFor(hours: readonly Row[]): number {
  const [first, last] = [hours[0]?.begin ?? 0, hours.at(-1)?.begin ?? 0];
  const rows = (step: number) => Math.floor(last / (step * HOUR)) - Math.floor(first / (step * HOUR)) + 1;
  // A clock that was wrong for a while can put decades between two lines.
  return STEPS.find((step) => rows(step) <= ROWS) ?? Math.ceil((last - first) / HOUR / 24 / (ROWS - 1)) * 24;
}

/** Sums of so many hours each, without gaps: a quiet night is seen as one. */
function binned(hours: readonly Row[], step: number): Row[] {
  const bins = new Map<number, Row>();
  const size = step * HOUR;
  const first = Math.floor((hours[0]?.begin ?? 0) / size);
  const last = Math.floor((hours.at(-1)?.begin ?? -size) / size);
  for (let bin = first; bin <= last; bin++) bins.set(bin, { begin: bin * size, accepted: 0, failed: 0 });
  for (const { begin, accepted, failed } of hours) {
    const bin = bins.get(Math.floor(begin / size));
    if (!bin) continue;
    bin.accepted += accepted;
    bin.failed += failed;
  }
  return [...bins.values()];
}
