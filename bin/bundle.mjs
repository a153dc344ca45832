#!/usr/bin/env node
/**
 * Bundles the command line into one file, dist/bundle/sshlog.cjs, whose modules run when they are first asked for. Reading 500
 * modules one by one takes several times as long as Node's own start (`npm run bench:startup`), and those of ECMAScript
 * longer than those of CommonJS. The library stays as tsc writes it.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.mjs';
import loader from './load.js';

const { BUNDLE, CODE_CACHE, load } = loader;

rmSync('dist/bundle', { recursive: true, force: true });
await build({
  entryPoints: ['src/cli/main.ts'],
  outfile: BUNDLE,
  ...bundleOptions,
  // What few runs need is found where it is installed: schemas and configuration, the progress bar.
  external: ['zod', 'cli-progress'],
  legalComments: 'linked',
});

/** The code cache holds what has run so far: what a short log and a good many findings need. */
const { main, script } = load(undefined);
process.stdout.write = () => true;
await main(['diagnose', 'fixtures/centos6/secure']);
process.exitCode = 0;
writeFileSync(CODE_CACHE, script.createCachedData());

/** For editors: `"$schema": "node_modules/sshlog/dist/config.schema.json"`. */
process.stdout.write = (text) => {
  writeFileSync('dist/config.schema.json', text);
  return true;
};
await main(['schema', 'config']);
