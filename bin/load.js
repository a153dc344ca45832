const { readFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const BUNDLE = join(__dirname, '../dist/bundle/sshlog.cjs');
const CODE_CACHE = `${BUNDLE}.cache`;

/**
 * Loads the bundled command line. V8 reads what it once compiled from a cache beside the bundle, several times as fast as
 * the source; a cache of another version of Node does not fit, and is passed over.
 * @returns {{ main: (args: string[]) => Promise<void>, script: Script }}
 */
function load(cachedData = readIfThere(CODE_CACHE)) {
  // The bundle is ASCII.
  const script = new Script(wrap(readFileSync(BUNDLE, 'latin1')), { filename: BUNDLE, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(BUNDLE), module, BUNDLE, dirname(BUNDLE));
  return { main: module.exports.main, script };
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

module.exports = { BUNDLE, CODE_CACHE, load };
