import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';

interface Packed {
  size: number;
  unpackedSize: number;
  files: { path: string }[];
}

/** What npm would publish. */
const [packed] = JSON.parse(spawnSync('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], { encoding: 'utf8' }).stdout) as [Packed];
const paths = packed.files.map(({ path }) => path);

describe('the package', () => {
  it('holds the program, the library with its types, and nothing else', () => {
    const known = new RegExp([
      '^(?:README|CHANGELOG)\\.md$', '^LICENSE$', '^package\\.json$', '^bin/(?:sshlog\\.js|load\\.js|helper\\.js|package\\.json)$', '^fixtures/centos6/secure$',
      '^dist/bundle/[\\w-]+\\.cjs(?:\\.cache|\\.LEGAL\\.txt)?$', '^dist/api/[\\w-]+\\.js$', '^dist/api/.*\\.d\\.ts$',
      '^dist/config\\.schema\\.json$', '^dist/page/(?:page\\.(?:js|css)|notices\\.txt)$', '^man/sshlog(?:-\\w+)?\\.1$', '^docs/codes/[\\w-]+\\.md$',
    ].join('|'));
    expect(paths.filter((path) => !known.test(path))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['bin/sshlog.js', 'bin/load.js', 'bin/helper.js', 'dist/bundle/sshlog.cjs', 'dist/api/index.js', 'dist/api/index.d.ts', 'docs/codes/no-common-mac.md', 'LICENSE']));
  });

  it('holds no module of the library that another does not import', () => {
    const library = paths.filter((path) => path.startsWith('dist/api/'));
    const imported = library.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/(?:\bfrom |\bimport(?: |\())["'](\.[^"']+)["']/g)].map(([, module = '']) => join(path, '..', path.endsWith('.d.ts') ? module.replace(/\.js$/, '.d.ts') : module)));
    expect(new Set(['dist/api/index.js', 'dist/api/index.d.ts', ...imported])).toEqual(new Set(library));
  });

  it('stays small', () => {
    const mb = 1_000_000;
    expect(packed.size).toBeLessThan(2.1 * mb);
    expect(packed.unpackedSize).toBeLessThan(6.6 * mb);
    expect(statSync('dist/bundle/sshlog.cjs').size).toBeLessThan(1.3 * mb);
    expect(statSync('dist/bundle/sshlog.cjs.cache').size).toBeLessThan(1.4 * mb);
  });
});

test('whatever is installed with it has a permissive licence', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, { dev?: boolean; license?: string }> };
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  expect(installed.length).toBeGreaterThan(5);
  expect(installed.filter(([, { license }]) => !/^(?:MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD)$/.test(license ?? ''))).toEqual([]);
});
