/**
 * Cuts the command line into pieces. The first is all that `diagnose` may need, in one file; whatever else is imported when it is
 * used (a command, a format, an archive) is a file of its own, and what several of those share another.
 */
import { resolve } from 'node:path';
import { build, transform } from 'esbuild';
import { bundleOptions } from './bundle-options.mjs';

/** What runs each time. */
const FIRST = ['src/cli/main.ts', 'src/cli/program.ts', 'src/cli/commands/diagnose.ts'];
export const FIRST_PIECE = 'sshlog.cjs';
/** What bin/helper.js loads, in a second thread. */
const HELPER = 'src/cli/threads/helper.ts';

/** Found where it is installed: schemas and configuration, the progress bar. */
const external = ['zod', 'cli-progress'];
const shared = { ...bundleOptions, external, legalComments: 'external', write: false };

/** All modules, with what each imports. */
async function readModules() {
  const { metafile } = await build({ ...shared, entryPoints: ['src/cli/main.ts', HELPER], outdir: 'dist/bundle', metafile: true });
  return metafile.inputs;
}

/** The modules that are run where these are, without those that are imported when they are used. */
function closure(modules, from) {
  const found = new Set();
  const visit = (path) => {
    if (found.has(path) || modules[path] === undefined) return;
    found.add(path);
    for (const { path: imported, kind, external: isExternal } of modules[path].imports) if (kind !== 'dynamic-import' && !isExternal) visit(imported);
  };
  from.forEach(visit);
  return found;
}

const pieceName = (path) => path.replace(/^(?:src|node_modules)\//, '').replace(/\.\w+$/, '').replaceAll(/[^\w-]+/g, '-');

/** A module that is part of the first piece, for the others. */
async function fromFirstPiece(path) {
  const built = path.replace(/^src\/(.*)\.ts$/, 'dist/$1.js');
  const names = Object.keys(await import(resolve(built))).filter((name) => name !== 'default' && /^\w+$/.test(name));
  return `const found = require('./${FIRST_PIECE}').modules['${path}']();\nexport const { ${names.join(', ')} } = found;\nexport default found.default ?? found;`;
}

/** Calls `then` with the path of each module of a file that is imported. */
function onImport(name, then) {
  return {
    name,
    setup(builder) {
      builder.onResolve({ filter: /./ }, async ({ path, pluginData, ...where }) => {
        if (pluginData === name || where.kind === 'entry-point') return undefined;
        const { importer, resolveDir, kind, namespace } = where;
        const found = await builder.resolve(path, { importer, resolveDir, kind, namespace, pluginData: name });
        if (found.errors.length > 0 || found.external || found.namespace !== 'file') return undefined;
        return then(found.path.slice(resolve('.').length + 1), kind, importer);
      });
      builder.onLoad({ filter: /./, namespace: 'first-piece' }, async ({ path }) => ({ contents: await fromFirstPiece(path), loader: 'js' }));
    },
  };
}

/**
 * V8 keeps a tree of the names by which objects were ever begun, and its root takes long to grow: here hundreds of modules begin one with
 * their own path (esbuild names them for profilers), and one with the first of their exports. One name for all, and objects without
 * a prototype, of which there is no tree, take a tenth of the time of a short log less.
 */
const withoutTree = (code) => code
  .replaceAll(/(?<=\b__(?:esm|commonJS)\(\{)"[^"\n]+"(?=\()/g, 'run')
  .replaceAll(/(?<=\bvar |,)(\w+_exports)=\{\}(?=[,;])/g, '$1=Object.create(null)');

/**
 * A piece is an ES module that was made a script: what it exports by default is its `default`, and not, as of other scripts that an
 * ES module imports, the script as a whole.
 */
const withDefaults = (code) => code.replaceAll(/__toESM\((require\("\.\/[\w-]+\.cjs"\)),\s*1\)/g, '__toESM($1)');

/** As bin/load.js takes it. Where a piece is asked what file it is, it knows that by its name. */
const asFunction = (code) => `(function(exports,require,module,__filename){${code.includes('bundleUrl') ? bundleOptions.banner.js : ''}${code}\n})`;

async function asCommonJs(code) {
  const { code: written } = await transform(code, {
    format: 'cjs', platform: 'node', target: bundleOptions.target, minifySyntax: true, minifyWhitespace: true, supported: { 'dynamic-import': false },
  });
  return asFunction(written);
}

/** @returns {Promise<Map<string, string>>} the files of dist/bundle/ by their names */
export async function cutIntoPieces() {
  const modules = await readModules();
  const first = closure(modules, FIRST);
  const later = new Set([HELPER, ...Object.values(modules).flatMap(({ imports }) => imports.filter(({ kind, path }) => kind === 'dynamic-import' && !first.has(path)).map(({ path }) => path))]);
  const pieces = new Map([...later].map((path) => [path, pieceName(path)]));
  if (new Set(pieces.values()).size < pieces.size) throw new Error('two pieces have one name');
  /** Modules of the first piece that others use. */
  const wanted = new Set();

  const others = await build({
    ...shared,
    entryPoints: Object.fromEntries([...pieces].map(([path, name]) => [name, path])),
    outdir: 'dist/bundle',
    outExtension: { '.js': '.cjs' },
    chunkNames: 'shared-[hash]',
    format: 'esm',
    splitting: true,
    banner: {},
    external: [...external, `./${FIRST_PIECE}`],
    plugins: [onImport('of-first-piece', (path, _, importer) => {
      if (!first.has(path)) return undefined;
      wanted.add(path);
      // One for each file that imports it: otherwise what is a line would be a piece.
      return { path, namespace: 'first-piece', suffix: `?${importer}` };
    }), ...bundleOptions.plugins],
  });
  const { outputFiles } = await build({
    ...shared,
    stdin: {
      contents: `export { main } from './src/cli/main.ts';\nexport const modules = {\n${[...wanted].map((path) => `  '${path}': () => require('./${path}'),\n`).join('')}};`,
      resolveDir: '.',
      loader: 'ts',
    },
    outfile: `dist/bundle/${FIRST_PIECE}`,
    banner: {},
    supported: { 'dynamic-import': false },
    plugins: [onImport('of-other-pieces', (path, kind) => (kind === 'dynamic-import' && pieces.has(path) ? { path: `./${pieces.get(path)}.cjs`, external: true } : undefined)), ...bundleOptions.plugins],
  });
  const files = new Map();
  for (const { path, text } of [...outputFiles, ...others.outputFiles]) {
    const name = path.slice(resolve('dist/bundle').length + 1);
    if (name.endsWith('.cjs')) files.set(name, name === FIRST_PIECE ? asFunction(withDefaults(withoutTree(text))) : await asCommonJs(text));
    else if (text !== '') files.set(name, text);
  }
  return files;
}
