import { axisBottom, axisLeft } from 'd3-axis';
import { brushX } from 'd3-brush';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { select } from 'd3-selection';
import { svg } from './dom.js';
import { GROUPS, sum } from './groups.js';
import type { Bin } from './rebin.js';
import { tickLabel } from './times.js';

const HEIGHT = 260;
const MARGIN = { top: 10, right: 8, bottom: 26, left: 46 };
/** Pixels of a bar at least, and of a part of it. */
const BAR = 7;
const PART = 1.5;

export type Range = [from: number, to: number];

export interface Picture {
  element: SVGElement;
  /** Milliseconds since the epoch, from pixels off the left edge. */
  timeAt(pixel: number): number;
  /** Marks a bar; returns where its middle is. */
  mark(bin: Bin | undefined): { x: number; y: number } | undefined;
}

/** How many bars have room. */
export function roomFor(width: number): number {
  return Math.max(10, Math.floor((width - MARGIN.left - MARGIN.right) / BAR));
}

/**
 * Bars of stacked counts over an axis of time.
 * @param shown indices of the groups that are painted
 * @param zoom is called with what was dragged over
 */
export function drawTimeline(bins: readonly Bin[], range: Range, width: number, shown: ReadonlySet<number>, zoom: (range: Range) => void): Picture {
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const [top, bottom] = [MARGIN.top, HEIGHT - MARGIN.bottom];
  const painted = bins.map((bin) => ({ bin, counts: bin.counts.map((count, i) => (shown.has(i) ? count : 0)) }));
  const most = Math.max(1, ...painted.map(({ counts }) => sum(counts)));
  const x = scaleUtc(range, [left, right]);
  const y = scaleLinear([0, most], [bottom, top]).nice(4);

  const bars = painted.flatMap(({ bin, counts }) => {
    const [from, to] = [Math.max(x(bin.from), left), Math.min(x(bin.to), right)];
    let below = 0;
    return counts.flatMap((count, i) => {
      if (count === 0) return [];
      const [low, high] = [y(below), y(below + count)];
      below += count;
      return [svg('rect', {
        class: `bar s-${GROUPS[i]}`, x: from.toFixed(1), width: Math.max(1, to - from - 1).toFixed(1),
        y: Math.min(high, low - PART).toFixed(1), height: Math.max(PART, low - high).toFixed(1),
      })];
    });
  });

  const yAxis = svg('g', { class: 'axis grid', transform: `translate(${left},0)` });
  const xAxis = svg('g', { class: 'axis', transform: `translate(0,${bottom})` });
  const brushLayer = svg('g', { class: 'brush' });
  const cursor = svg('line', { class: 'cursor', y1: top, y2: bottom, visibility: 'hidden' });
  select(yAxis).call(axisLeft(y).ticks(Math.min(4, most), 'd').tickSize(left - right));
  select(xAxis).call(axisBottom(x).ticks(Math.max(2, Math.floor(width / 110))).tickFormat(tickLabel).tickSizeOuter(0));
  select(brushLayer as SVGGElement).call(brushX<unknown>().extent([[left, top], [right, bottom]])
    .on('end', ({ selection }: { selection: [number, number] | null }) => {
      if (selection) zoom([x.invert(selection[0]).getTime(), x.invert(selection[1]).getTime()]);
    }));

  return {
    element: svg('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, class: 'chart', 'aria-hidden': 'true', focusable: 'false' }, yAxis, ...bars, xAxis, cursor, brushLayer),
    timeAt: (pixel) => x.invert(pixel).getTime(),
    mark(bin) {
      cursor.setAttribute('visibility', bin ? 'visible' : 'hidden');
      if (!bin) return undefined;
      const middle = x((Math.max(bin.from, range[0]) + Math.min(bin.to, range[1])) / 2);
      for (const end of ['x1', 'x2']) cursor.setAttribute(end, middle.toFixed(1));
      return { x: middle, y: top };
    },
  };
}
