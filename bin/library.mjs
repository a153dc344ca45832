#!/usr/bin/env node
/**
 * Writes what `import 'sshlog'` gives into dist/api/: the modules that src/index.ts needs as one file, with further ones for what is
 * imported when it is used, and the declarations that those of src/index.ts lead to. What else tsc builds is no part of the package.
 * Needs what tsc builds.
 */
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { withoutSamples, withVersion } from './bundle-options.mjs';

const BUILT = 'dist';
const OUT = 'dist/api';

/** A declaration and all that it leads to; they name the modules that they are of. */
function declarationsFrom(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const text = readFileSync(join(BUILT, path), 'utf8');
  for (const [, module] of text.matchAll(/(?:\bfrom |\bimport\()["'](\.[^"']+)\.js["']/g)) declarationsFrom(`${join(path, '..', module)}.d.ts`, found);
  return found;
}

rmSync(OUT, { recursive: true, force: true });
await build({
  entryPoints: ['src/index.ts'],
  outdir: OUT,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  plugins: [withoutSamples, withVersion],
});
for (const path of declarationsFrom('index.d.ts')) cpSync(join(BUILT, path), join(OUT, path));
