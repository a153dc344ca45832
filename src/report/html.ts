import type { Report } from '../finding.js';
import { htmlDocument, type PageAssets } from './html/document.js';
import type { Overview } from './html/overview.js';
import { pageData } from './html/page-data.js';
import { safeJson } from './safe-json.js';

/** The report as one HTML page that needs nothing else: pictures of what happened, then the findings. Below 5 MB. */
export function formatHtml(report: Report, overview: Overview, assets: PageAssets): string {
  return htmlDocument(safeJson(pageData(report, overview)), assets);
}
