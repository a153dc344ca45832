import type { Timeline } from '../overview.js';
import { drawAtWidth, el, newId } from './dom.js';
import { GROUP_NAMES, GROUPS, tallyText } from './groups.js';
import { legend, swatch } from './legend.js';
import { type Bin, extent, rebin, zoomed } from './rebin.js';
import { drawTimeline, type Picture, type Range, roomFor } from './timeline-picture.js';
import { binTable } from './timeline-table.js';
import { lengthOf, moment, period } from './times.js';
import { createTooltip } from './tooltip.js';

/** Connections over time, stacked by how they went: drag to zoom, point or use the arrow keys to read. */
export function timelineCard(timeline: Timeline): HTMLElement {
  const bounds = extent(timeline);
  const totals = timeline.buckets.reduce((all, { counts }) => all.map((count, i) => count + (counts[i] ?? 0)), GROUPS.map(() => 0));
  let shown: ReadonlySet<number> = new Set(GROUPS.keys());
  let range: Range = bounds;
  let width = 0;
  let bins: Bin[] = [];
  let picture: Picture | undefined;
  let current: number | undefined;

  const [title, hint] = [newId(), newId()];
  const tooltip = createTooltip();
  const readout = el('p', { class: 'sr', 'aria-live': 'polite' });
  const caption = el('p', { class: 'note', id: hint });
  const stage = el('div', { class: 'stage', tabindex: 0, role: 'group', 'aria-labelledby': title, 'aria-describedby': hint });
  const table = el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Connections over time' });

  function draw(): void {
    if (width === 0) return;
    const binned = rebin(timeline, range, roomFor(width));
    bins = binned.bins;
    picture = drawTimeline(bins, range, width, shown, zoomTo);
    stage.replaceChildren(picture.element, tooltip.element);
    table.replaceChildren(binTable(bins, totals));
    caption.textContent = `One bar is ${lengthOf(binned.step)}; times are UTC. Drag to zoom, double-click for everything; with the keyboard: arrows, + and -, 0.`;
  }

  /** Shows what one bar says. */
  function read(index: number): void {
    const bin = bins[index];
    const place = picture?.mark(bin);
    current = bin && index;
    if (!bin || !place) {
      tooltip.hide();
      return;
    }
    tooltip.show(place.x, place.y, el('strong', {}, period(bin.from, bin.to)), ...GROUPS.flatMap((group, i) =>
      (bin.counts[i] ? [el('div', {}, swatch(group), `${bin.counts[i].toLocaleString('en')} ${GROUP_NAMES[group]}`)] : [])));
  }
  const readNothing = () => read(-1);

  function zoomTo(wanted: Range): void {
    range = zoomed(wanted, 1, 0, bounds, timeline.width);
    readNothing();
    draw();
    readout.textContent = `Now from ${moment(range[0])} to ${moment(range[1])}`;
  }
  const zoom = (factor: number, shift: number) => () => zoomTo(zoomed(range, factor, shift, bounds, timeline.width));
  const zoomOut = () => zoomTo(bounds);

  function step(by: number): void {
    const next = current === undefined ? (by > 0 ? 0 : bins.length - 1) : Math.min(Math.max(current + by, 0), bins.length - 1);
    read(next);
    const bin = bins[next];
    if (bin) readout.textContent = `${period(bin.from, bin.to)}: ${tallyText(bin.counts)}`;
  }

  const keys: Record<string, () => void> = {
    '+': zoom(0.5, 0), '=': zoom(0.5, 0), '-': zoom(2, 0), 0: zoomOut, ArrowLeft: () => step(-1), ArrowRight: () => step(1), Escape: readNothing,
  };
  stage.addEventListener('keydown', (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  stage.addEventListener('blur', readNothing);
  stage.addEventListener('pointermove', (event) => {
    const at = picture?.timeAt(event.clientX - stage.getBoundingClientRect().left) ?? 0;
    read(bins.findIndex(({ from, to }) => from <= at && at < to));
  });
  stage.addEventListener('pointerleave', readNothing);
  stage.addEventListener('dblclick', zoomOut);
  drawAtWidth(stage, (now) => {
    width = now;
    draw();
  });

  const button = (label: string, name: string, run: () => void) => {
    const made = el('button', { type: 'button', 'aria-label': name, title: name }, label);
    made.addEventListener('click', run);
    return made;
  };
  return el('section', { class: 'card timeline' },
    el('div', { class: 'card-head' }, el('h2', { id: title }, 'Connections over time'), el('div', { class: 'controls' },
      button('←', 'Earlier', zoom(1, -0.5)), button('→', 'Later', zoom(1, 0.5)), button('+', 'Zoom in', zoom(0.5, 0)), button('−', 'Zoom out', zoom(2, 0)), button('All', 'All of it', zoomOut))),
    legend(totals, (wanted) => {
      shown = wanted;
      draw();
    }),
    stage, caption, timeline.timeless > 0 && el('p', { class: 'note' }, `${timeline.timeless.toLocaleString('en')} more without a time in the log.`), readout,
    el('details', { class: 'as-table' }, el('summary', {}, 'As a table'), table));
}
