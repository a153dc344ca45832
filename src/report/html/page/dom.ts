import { printable } from '../../safe-text.js';

export type Child = Node | string | undefined | false;
export type Attributes = Record<string, string | number | boolean | undefined>;

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Text as text: never parsed as markup, and free of what turns the direction of writing or takes no room. The only way
 * by which anything of a log comes into the page.
 */
function text(value: string): Text {
  return document.createTextNode(printable(value));
}

function complete<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : printable(String(value)));
  }
  for (const child of children) {
    if (child !== undefined && child !== false) element.append(typeof child === 'string' ? text(child) : child);
  }
  return element;
}

/** An HTML element; strings among the children are text. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return complete(document.createElement(tag), attributes, children);
}

/** An SVG element; strings among the children are text. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return complete(document.createElementNS(SVG, tag) as SVGElementTagNameMap[K], attributes, children);
}

/** Words for those who do not see the picture. */
export function hidden(words: string): HTMLElement {
  return el('span', { class: 'sr' }, words);
}

let ids = 0;
/** An id that nothing else on the page has. */
export function newId(): string {
  ids++;
  return `id-${ids}`;
}

/** Draws again whenever the width of the element changes. @param draw is given the width in pixels */
export function drawAtWidth(element: Element, draw: (width: number) => void): void {
  let drawn = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width <= 0 || width === drawn) return;
    drawn = width;
    draw(width);
  }).observe(element);
}
