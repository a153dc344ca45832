import { type Child, el } from './dom.js';

/** Repeats in place what the pointer is over; for the eye alone, as everything it says stands in a table as well. */
export interface Tooltip {
  element: HTMLElement;
  /** @param x pixels from the left edge of the parent */
  show(x: number, y: number, ...content: Child[]): void;
  hide(): void;
}

/** To be put into an element that is positioned. */
export function createTooltip(): Tooltip {
  const element = el('div', { class: 'tooltip', 'aria-hidden': 'true', hidden: true });
  return {
    element,
    show(x, y, ...content) {
      element.replaceChildren();
      for (const child of content) element.append(child || '');
      element.hidden = false;
      const room = element.parentElement?.clientWidth ?? 0;
      const left = x + 14 + element.offsetWidth > room ? x - 14 - element.offsetWidth : x + 14;
      element.style.left = `${Math.max(0, left)}px`;
      element.style.top = `${Math.max(0, y)}px`;
    },
    hide() {
      element.hidden = true;
    },
  };
}
