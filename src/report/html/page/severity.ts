import type { Severity } from '../../../finding.js';
import { el, svg } from './dom.js';

/** Never by colour alone: each has a shape, and the word beside it. */
const SHAPES: Record<Severity, string> = {
  error: 'M5 .5h6l4.5 4.5v6L11 15.5H5L.5 11V5z',
  warning: 'M8 1l7.5 14H.5z',
  info: 'M8 .5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15z',
};

export function severityIcon(severity: Severity): SVGElement {
  return svg('svg', { class: `icon v-${severity}`, viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' }, svg('path', { d: SHAPES[severity] }));
}

export function severityBadge(severity: Severity): HTMLElement {
  return el('span', { class: `badge b-${severity}` }, severityIcon(severity), severity);
}
