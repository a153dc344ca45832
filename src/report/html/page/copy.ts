import { el, hidden } from './dom.js';

/** Says aloud what a button did. */
const announcement = el('p', { class: 'sr', role: 'status' });
let last: HTMLElement | undefined;

/** Only the button that was used last says so. */
function done(word: HTMLElement, words: string, label: string): void {
  if (last) last.textContent = 'Copy';
  last = word;
  word.textContent = words;
  if (!announcement.isConnected) document.body.append(announcement);
  announcement.textContent = `${words}: ${label}`;
}

/**
 * A button that copies a text. Where the browser does not let it, the text is selected instead.
 * @param label what is copied, in words
 * @param source the element that shows it
 */
export function copyButton(label: string, text: string, source: HTMLElement): HTMLElement {
  const word = el('span', {}, 'Copy');
  const button = el('button', { type: 'button', class: 'copy' }, word, hidden(` ${label}`));
  button.addEventListener('click', () => {
    const select = () => {
      getSelection()?.selectAllChildren(source);
      done(word, 'Selected', label);
    };
    // Old browsers have none, and pages that are no secure context neither.
    const { clipboard } = navigator as { clipboard?: Clipboard };
    if (clipboard) clipboard.writeText(text).then(() => done(word, 'Copied', label), select);
    else select();
  });
  return button;
}
