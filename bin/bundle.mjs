#!/usr/bin/env node
/**
 * Bundles the command line into dist/bundle: one file for what every start needs and one for each command. Reading 500
 * modules one by one takes several times as long as Node's own start (`npm run bench:startup`). The library stays as tsc
 * writes it.
 */
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist/bundle', { recursive: true, force: true });
await build({
  entryPoints: ['src/cli/main.ts'],
  outdir: 'dist/bundle',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  // commander is CommonJS and asks for Node's modules by require.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  legalComments: 'linked',
});
