const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

const BUNDLE = `${__dirname}/../dist/bundle/`;
const FIRST_PIECE = 'sshlog.cjs';
/**
 * This build of Node: the end of each cache that it wrote. V8 refuses a cache of another of its own releases only, and Node 20.19 has the
 * same V8 as Node 20.20: it would take what was compiled for the other, and crash.
 */
const MAKER = JSON.stringify([process.versions, process.platform, process.arch]);

/** @type {Map<string, { exports: any, script: Script }>} those that are loaded, by their names */
const pieces = new Map();
const requireFrom = (name) => (name.startsWith('./') ? load(name.slice(2)).exports : require(name));

/**
 * Loads a piece of the bundled command line, unless it is there. V8 reads what it once compiled from a cache beside the piece,
 * several times as fast as the source; a cache that another build of Node wrote is passed over.
 */
function load(name = FIRST_PIECE) {
  const loaded = pieces.get(name);
  if (loaded !== undefined) return loaded;
  const filename = BUNDLE + name;
  // A piece is ASCII, and a function of what a module of CommonJS knows.
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: readCache(`${filename}.cache`) });
  const module = { exports: {} };
  const piece = {
    script,
    get exports() {
      return module.exports;
    },
  };
  pieces.set(name, piece);
  script.runInThisContext()(module.exports, requireFrom, module, filename);
  return piece;
}

function readCache(file) {
  try {
    const cache = readFileSync(file);
    const end = cache.length - MAKER.length;
    return end > 0 && cache.latin1Slice(end) === MAKER ? cache.subarray(0, end) : undefined;
  } catch {
    return undefined;
  }
}

module.exports = { BUNDLE, FIRST_PIECE, MAKER, load, pieces };
