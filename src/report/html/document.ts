import { createHash } from 'node:crypto';

/** What the page consists of besides its data, as `bin/page.mjs` builds it. */
export interface PageAssets {
  script: string;
  style: string;
  /** Licences of the libraries within the script. */
  notices: string;
}

const ESCAPES: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };

/** JSON that nothing in an HTML parser mistakes for markup, wherever in the document it stands; parsed, it is the same value. */
export function inertJson(json: string): string {
  return json.replace(/[<>&]/g, (character) => ESCAPES[character] ?? '');
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/**
 * The document: self-contained, and forbidden by its own policy to load, send or run anything but what was built for it.
 * Trusted types are required and none exist, so that not even that script can turn text into markup.
 * @param json data of the page; stands in an element that is not run
 */
export function htmlDocument(json: string, { script, style, notices }: PageAssets): string {
  const policy = [
    "default-src 'none'", `script-src ${hash(script)}`, `style-src ${hash(style)}`, "base-uri 'none'", "form-action 'none'",
    "require-trusted-types-for 'script'", "trusted-types 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>sshlog report</title>
<style>${style}</style>
</head>
<body>
<noscript><p>This report is drawn by its own script, which this browser does not run. sshlog diagnose --format text prints the same findings.</p></noscript>
<script type="application/json" id="data">${inertJson(json)}</script>
<script type="text/plain" id="notices">${inertJson(JSON.stringify(notices))}</script>
<script>${script}</script>
</body>
</html>
`;
}
