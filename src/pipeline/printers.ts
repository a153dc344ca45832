import { oldestOf } from '../connections/oldest.js';
import { copyText } from '../connections/text.js';

/** Containers of one input that are known at most; the one that was seen first has to show itself again. */
const MAX_PRINTERS = 10_000;

/** Where sshd prints itself: the input, and each container whose output it holds. */
export interface Printers {
  has(container: string | undefined): boolean;
  add(container: string | undefined): void;
}

export function createPrinters(most = MAX_PRINTERS): Printers {
  const names = new Set<string>();
  const oldest = oldestOf(names);
  return {
    has: (container = '') => names.has(container),
    add(container = '') {
      if (names.has(container)) return;
      if (names.size >= most) names.delete(oldest() ?? '');
      names.add(copyText(container));
    },
  };
}
