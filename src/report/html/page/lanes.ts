import { axisBottom } from 'd3-axis';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { select } from 'd3-selection';
import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTimes, symbolTriangle, type SymbolType } from 'd3-shape';
import type { Finding } from '../../../finding.js';
import { type Lane, type Step, STEPS } from '../overview.js';
import { drawAtWidth, el, svg } from './dom.js';
import { moment, tickLabel } from './times.js';

const ROW = 24;
const BOTTOM = 26;
/** Pixels between marks of the same second: most logs have no finer times. */
const APART = 11;
const TICK: SymbolType = {
  draw(context, size) {
    const half = Math.sqrt(size) * 0.75;
    context.moveTo(0, -half);
    context.lineTo(0, half);
  },
};

const LOOKS: Record<Step, { name: string; shape: SymbolType }> = {
  arrived: { name: 'connects', shape: symbolCircle },
  identified: { name: 'says what it is', shape: symbolCircle },
  exchanged: { name: 'key exchange', shape: symbolDiamond },
  failed: { name: 'a try fails', shape: symbolTimes },
  accepted: { name: 'logged in', shape: symbolSquare },
  session: { name: 'session', shape: symbolSquare },
  ended: { name: 'ends', shape: TICK },
  problem: { name: 'the line that proves it', shape: symbolTriangle },
};

function mark(step: Step): SVGElement {
  return svg('path', { class: `step st-${step}`, d: symbol(LOOKS[step].shape, 52)() ?? '' });
}

function labelOf(finding: Finding, { affected }: Lane): string {
  const { user, ip, port, pid } = finding.affected[affected] ?? {};
  const address = ip === undefined ? (pid === undefined ? 'unknown' : `pid ${pid}`) : port === undefined ? ip : ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
  return user === undefined ? address : `${user} ${address}`;
}

/** Whether connections are so short beside the time between them that the clock would show dots only. */
function areMoments(lanes: readonly Lane[]): boolean {
  const span = Math.max(...lanes.map(({ end }) => end)) - Math.min(...lanes.map(({ begin }) => begin));
  const longest = Math.max(...lanes.map(({ begin, end }) => end - begin));
  return longest > 0 && longest < span / 25;
}

/** The connections of a finding as lanes: what happened in each, one beside the other. */
export function swimlanes(finding: Finding, lanes: readonly Lane[]): HTMLElement {
  let aligned = areMoments(lanes);
  let width = 0;
  const stage = el('div', { class: 'stage' });

  function draw(): void {
    if (width === 0) return;
    const left = Math.min(230, Math.floor(width * 0.34));
    const characters = Math.floor((left - 10) / 6.7);
    const from = aligned ? 0 : Math.min(...lanes.map(({ begin }) => begin));
    const to = Math.max(...lanes.map(({ begin, end }) => end - (aligned ? begin : 0)), from + 1000);
    // A picture of its own for each width: marks that are pushed aside still have to fit.
    const right = width - 14 - APART * Math.min(6, Math.max(...lanes.map(({ steps }) => steps.length)));
    const x = (aligned ? scaleLinear([from, to], [left + 8, right]) : scaleUtc([from, to], [left + 8, right])) as (at: number) => number;
    const height = lanes.length * ROW + BOTTOM;
    const rows = lanes.map((lane, i) => {
      const offset = aligned ? lane.begin : 0;
      const label = labelOf(finding, lane);
      let last = Number.NEGATIVE_INFINITY;
      const marks = lane.steps.map(({ at, step, line }) => {
        last = Math.max(x(at - offset), last + APART);
        const shape = mark(step);
        shape.setAttribute('transform', `translate(${last.toFixed(1)},${ROW / 2})`);
        shape.append(svg('title', {}, `${moment(at)} UTC: ${LOOKS[step].name} (line ${line})`));
        return shape;
      });
      const end = Math.max(x(lane.end - offset), last);
      return svg('g', { transform: `translate(0,${i * ROW})` },
        i % 2 === 0 && svg('rect', { class: 'zebra', x: 0, y: 0, width, height: ROW }),
        svg('text', { class: 'lane', x: 6, y: ROW / 2 }, label.length > characters ? `${label.slice(0, characters - 1)}…` : label, svg('title', {}, label)),
        svg('line', { class: 'life', x1: x(lane.begin - offset).toFixed(1), x2: end.toFixed(1), y1: ROW / 2, y2: ROW / 2 }), ...marks);
    });
    const axis = svg('g', { class: 'axis', transform: `translate(0,${lanes.length * ROW + 2})` });
    const ticks = Math.max(2, Math.floor((width - left) / 120));
    if (aligned) {
      const seconds = scaleLinear([0, to / 1000], [left + 8, right]);
      select(axis).call(axisBottom(seconds).ticks(ticks).tickFormat((value) => `+${Number(value).toLocaleString('en')} s`).tickSizeOuter(0));
    } else select(axis).call(axisBottom(scaleUtc([from, to], [left + 8, right])).ticks(ticks).tickFormat(tickLabel).tickSizeOuter(0));
    stage.replaceChildren(svg('svg', {
      viewBox: `0 0 ${width} ${height}`, class: 'chart', role: 'img', 'aria-label': `Course of ${lanes.length} connections; the table below has them as text`,
    }, ...rows, axis));
  }

  const toggle = el('button', { type: 'button', 'aria-pressed': String(aligned) }, 'Begin together');
  toggle.addEventListener('click', () => {
    aligned = !aligned;
    toggle.setAttribute('aria-pressed', String(aligned));
    draw();
  });
  drawAtWidth(stage, (now) => {
    width = now;
    draw();
  });
  const used = STEPS.filter((step) => lanes.some(({ steps }) => steps.some((one) => one.step === step)));
  return el('figure', { class: 'lanes' },
    el('figcaption', {}, el('h4', {}, `${lanes.length === 1 ? 'The connection' : `${lanes.length} connections`}, step by step`), lanes.length > 1 && toggle),
    el('p', { class: 'keys' }, ...used.map((step) => el('span', { class: 'key-of' },
      svg('svg', { class: 'symbol', viewBox: '-8 -8 16 16', 'aria-hidden': 'true', focusable: 'false' }, mark(step)), LOOKS[step].name))),
    stage);
}
