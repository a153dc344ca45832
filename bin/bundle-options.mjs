/** What both bundles of the command line have in common: dist/bundle/sshlog.cjs and dist/sshlog-single.cjs. */
import { readFileSync } from 'node:fs';

/** The samples of messages are their tests: a third of what there is to load, and nobody asks for them here. */
const withoutSamples = {
  name: 'without-samples',
  setup(builder) {
    builder.onLoad({ filter: /src[\\/]messages[\\/][\w-]+\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replaceAll(/^( +)samples: \[(?:.*\]|[^]*?^\1\]).*,$/gm, '$1samples: [],');
      const count = (text) => text.split('definePattern(').length;
      if (count(contents) !== count(source)) throw new Error(`${path}: a message went with the samples of another`);
      return { loader: 'ts', contents };
    });
  },
};

/** A bundle has no package.json beside it. */
const withVersion = {
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
  plugins: [withoutSamples, withVersion],
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
};
