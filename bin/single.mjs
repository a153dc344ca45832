#!/usr/bin/env node
/**
 * Writes dist/sshlog-single.cjs, the command line in one file with all that it needs: `node sshlog-single.cjs diagnose FILE` runs
 * on any machine with Node. It is an asset of releases and no part of the package.
 */
import { chmodSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.mjs';

const SINGLE = 'dist/sshlog-single.cjs';

/** The HTML report is made of what bin/page.mjs has built. */
const withPage = {
  name: 'with-page',
  setup(builder) {
    builder.onLoad({ filter: /src[\\/]cli[\\/]page-assets\.ts$/ }, () => {
      const read = (name) => readFileSync(`dist/page/${name}`, 'utf8');
      const assets = { script: read('page.js'), style: read('page.css'), notices: read('notices.txt') };
      return { loader: 'js', contents: `export const pageAssets = () => (${JSON.stringify(assets)});` };
    });
  },
};

/** A second thread runs the same file. */
const withHelper = {
  name: 'with-helper',
  setup(builder) {
    builder.onLoad({ filter: /src[\\/]cli[\\/]threads[\\/]helper-file\.ts$/ }, () => ({ loader: 'js', contents: 'export const helperFile = () => __filename;' }));
  },
};

const start = `
  import { main } from './src/cli/main.js';
  import { isMainThread, workerData } from 'node:worker_threads';
  if (isMainThread) void main(process.argv.slice(2));
  else void import('./src/cli/threads/helper.js').then(({ help }) => help(workerData));`;

await build({
  ...bundleOptions,
  plugins: [...bundleOptions.plugins, withPage, withHelper],
  stdin: { contents: start, resolveDir: '.', loader: 'ts' },
  outfile: SINGLE,
  banner: { js: `#!/usr/bin/env node\n${bundleOptions.banner.js}` },
  legalComments: 'eof',
});
chmodSync(SINGLE, 0o755);
