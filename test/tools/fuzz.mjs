/**
 * Feeds mutated logs to sshlog until the time is over or something breaks that must hold for every input:
 * npm run fuzz -- --seconds 60 [--seed N] [--captures DIR] [--output FILE]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

// Beside node_modules, whose packages it imports.
const directory = mkdtempSync('node_modules/.fuzz-');
process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
await build({
  entryPoints: ['test/fuzz/main.ts'], outfile: `${directory}/fuzz.mjs`,
  bundle: true, packages: 'external', format: 'esm', platform: 'node', target: 'node20.19', sourcemap: 'inline',
});
process.setSourceMapsEnabled(true);
await import(new URL(`../../${directory}/fuzz.mjs`, import.meta.url));
