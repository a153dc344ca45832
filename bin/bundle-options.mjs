/** What both bundles of the command line have in common: the pieces in dist/bundle/ and dist/sshlog-single.cjs; some of it that of the library too. Needs what tsc builds. */
import { readFileSync } from 'node:fs';
import { lazyDiagnosers, lazyTopics } from './lazy-parts.mjs';

/** The samples of messages are their tests: a third of what there is to load, and nobody asks for them here. */
export const withoutSamples = {
  name: 'without-samples',
  setup(builder) {
    builder.onLoad({ filter: /src[\\/]messages[\\/](?:client[\\/])?[\w-]+\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replaceAll(/^( +)samples: \[(?:.*\]|[^]*?^\1\}?\]).*,$/gm, '$1samples: [],');
      const count = (text) => text.split(/define(?:Client)?Pattern\(/).length;
      if (count(contents) !== count(source)) throw new Error(`${path}: a message went with the samples of another`);
      return { loader: 'ts', contents };
    });
  },
};

/** Of the wordings and the diagnosers, a log needs a few. */
const withLazyParts = {
  name: 'with-lazy-parts',
  setup(builder) {
    builder.onLoad({ filter: /src[\\/]messages[\\/]known-topics\.ts$/ }, async () => ({ loader: 'js', contents: await lazyTopics() }));
    builder.onLoad({ filter: /src[\\/]diagnosers[\\/]index\.ts$/ }, async () => ({ loader: 'js', contents: await lazyDiagnosers() }));
  },
};

/**
 * Modules of Node that most runs do without, and that take a millisecond or more to load: loaded when something of them is
 * first called. Nothing that is called line by line comes from them.
 */
const RARE = /^(?:node:)?(?:child_process|crypto|fs\/promises|net|os|readline|stream\/promises|timers\/promises|v8|zlib)$/;

const withLazyNode = {
  name: 'with-lazy-node',
  setup(builder) {
    builder.onResolve({ filter: RARE }, ({ path, namespace }) => (namespace === 'rare' ? { path, external: true } : { path, namespace: 'rare' }));
    builder.onLoad({ filter: /./, namespace: 'rare' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => name !== 'default');
      return { loader: 'js', contents: names.map((name) => `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('${path}').${name} });\n`).join('') };
    });
  },
};

/** chalk finds out what the terminal can, with modules of Node that take long to load; but it is always told (terminal-style.ts). */
const withoutDetection = {
  name: 'without-detection',
  setup(builder) {
    builder.onResolve({ filter: /^#supports-color$/ }, ({ path }) => ({ path, namespace: 'told' }));
    builder.onLoad({ filter: /./, namespace: 'told' }, () => ({ loader: 'js', contents: 'export default { stdout: false, stderr: false };' }));
  },
};

/** What a text is wide needs large sets of Unicode, unless it is plain ASCII: then each character takes a column. */
const withPlainWidth = {
  name: 'with-plain-width',
  setup(builder) {
    builder.onResolve({ filter: /^fast-string-width$/ }, ({ path, namespace }) => (namespace === 'plain' ? undefined : { path, namespace: 'plain' }));
    builder.onLoad({ filter: /./, namespace: 'plain' }, ({ path }) => ({
      loader: 'js',
      resolveDir: '.',
      contents: `const PLAIN = /^[\\x20-\\x7e]*$/;
        export default (text, options) => (options === undefined && PLAIN.test(text) ? text.length : require('${path}').default(text, options));`,
    }));
  },
};

/** A bundle has no package.json beside it. */
export const withVersion = {
  name: 'with-version',
  setup(builder) {
    builder.onLoad({ filter: /src[\\/]version\.ts$/ }, () => {
      const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
      return { loader: 'js', contents: `export const version = () => ${JSON.stringify(version)};` };
    });
  },
};

export const bundleOptions = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  plugins: [withLazyParts, withoutSamples, withLazyNode, withoutDetection, withPlainWidth, withVersion],
  define: { 'import.meta.url': 'bundleUrl.href' },
  banner: { js: "const bundleUrl={get href(){return require('node:url').pathToFileURL(__filename).href}};" },
};
