import { readFileSync } from 'node:fs';
import type { PageAssets } from '../report/html/document.js';

/** Built by bin/page.mjs, beside the compiled program; in the single file they are part of it (bin/single.mjs). */
export function pageAssets(): PageAssets {
  const read = (name: string) => readFileSync(new URL(`../../dist/page/${name}`, import.meta.url), 'utf8');
  return { script: read('page.js'), style: read('page.css'), notices: read('notices.txt') };
}
