#!/usr/bin/env node
/**
 * Bundles what runs in the browser of whoever opens an HTML report: script and style, each one file, and the licences of the
 * libraries in the script, which have to go with every copy.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const PAGE = 'src/report/html/page';
const OUT = 'dist/page';

rmSync(OUT, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { page: `${PAGE}/main.ts` },
  outdir: OUT,
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: ['chrome109', 'firefox115', 'safari16'],
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  metafile: true,
});
await build({ entryPoints: { page: `${PAGE}/page.css` }, outdir: OUT, bundle: true, minify: true, target: ['chrome109', 'firefox115', 'safari16'] });

/** @returns the directory of the package that a file is part of; undefined for our own */
const packageOf = (path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
const packages = new Set(Object.keys(Object.values(metafile.outputs)[0].inputs).flatMap((path) => packageOf(path) ?? []));
const notices = [...packages].sort().map((directory) => {
  const { name, version } = JSON.parse(readFileSync(`${directory}/package.json`, 'utf8'));
  const license = readdirSync(directory).find((file) => /^licen[cs]e/i.test(file));
  if (license === undefined || !existsSync(`${directory}/${license}`)) throw new Error(`${name} has no licence file: it cannot go into the page`);
  return `${name} ${version}\n\n${readFileSync(`${directory}/${license}`, 'utf8').trim()}\n`;
});
writeFileSync(`${OUT}/notices.txt`, notices.join('\n---\n\n'));
