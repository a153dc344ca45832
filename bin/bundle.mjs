#!/usr/bin/env node
/**
 * Bundles the command line into dist/bundle/: one file for what runs each time, and further ones that are loaded when they are first asked
 * for. Reading 500 modules one by one takes several times as long as Node's own start (`npm run bench:startup`), and those of
 * ECMAScript longer than those of CommonJS. The library has a file of its own (bin/library.mjs).
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import loader from './load.js';
import { cutIntoPieces } from './pieces.mjs';

const { BUNDLE, FIRST_PIECE, MAKER, load, pieces } = loader;
const LOG = 'fixtures/centos6/secure';

rmSync(BUNDLE, { recursive: true, force: true });
mkdirSync(BUNDLE, { recursive: true });
for (const [name, text] of await cutIntoPieces()) writeFileSync(`${BUNDLE}${name}`, text);

/** A code cache holds what has run so far, and names who wrote it. */
const writeCache = ([name, { script }]) => writeFileSync(`${BUNDLE}${name}.cache`, Buffer.concat([script.createCachedData(), Buffer.from(MAKER)]));
for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0);
const { write } = process.stdout;
let printed = '';
process.stdout.write = (text) => {
  printed += text;
  return true;
};
const run = async (...args) => {
  printed = '';
  await load().exports.main(args);
};

/** Of the first piece, what a short log and a good many findings need: whatever else were in its cache would be read each time. */
await run('diagnose', '--no-pager', LOG);
writeCache([FIRST_PIECE, load()]);

for (const command of ['events', 'sessions', 'stats']) await run(command, '--no-pager', LOG);
await run('trace', '--no-pager', '192.0.2.40', LOG);
await run('simulate', '--no-pager', '--target', '10.0', LOG);
await run('codes', '--no-pager');
await run('completion', 'bash');
await run('explain', '--no-pager', 'no-common-mac');
await run('explain', '--no-pager', 'Unable to negotiate with 192.0.2.10 port 50022: no matching MAC found. Their offer: hmac-md5');
for (const format of ['json', 'markdown', 'sarif', 'junit', 'github', 'gitlab', 'html']) await run('diagnose', '--no-pager', '--format', format, LOG);
await run('diagnose', '--no-pager', '--redact', 'all', LOG);
await run('diagnose', '--no-pager', 'fixtures/archives/lines.gz');
[...pieces].filter(([name]) => name !== FIRST_PIECE).forEach(writeCache);

/** For editors: `"$schema": "node_modules/sshlog/dist/config.schema.json"`. */
await run('schema', 'config');
writeFileSync('dist/config.schema.json', printed);
process.stdout.write = write;
process.exitCode = 0;
