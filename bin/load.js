const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

const BUNDLE = `${__dirname}/../dist/bundle/`;
const FIRST_PIECE = 'sshlog.cjs';

/** @type {Map<string, { exports: any, script: Script }>} those that are loaded, by their names */
const pieces = new Map();
const requireFrom = (name) => (name.startsWith('./') ? load(name.slice(2)).exports : require(name));

/**
 * Loads a piece of the bundled command line, unless it is there. V8 reads what it once compiled from a cache beside the piece,
 * several times as fast as the source; a cache of another version of Node does not fit, and is passed over.
 */
function load(name = FIRST_PIECE) {
  const loaded = pieces.get(name);
  if (loaded !== undefined) return loaded;
  const filename = BUNDLE + name;
  // A piece is ASCII, and a function of what a module of CommonJS knows.
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: readIfThere(`${filename}.cache`) });
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

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

module.exports = { BUNDLE, FIRST_PIECE, load, pieces };
