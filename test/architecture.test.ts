import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Data only moves to the right: which folders the files of a folder may import from, their own aside. */
const MAY_IMPORT: Record<string, string[]> = {
  'ip-address': [],
  events: [],
  finding: ['events'],
  openssh: [],
  configuration: ['ip-address', 'openssh'],
  records: ['events'],
  messages: ['ip-address', 'events'],
  connections: ['ip-address', 'events', 'openssh'],
  attempts: ['events', 'openssh', 'connections'],
  diagnosers: ['ip-address', 'events', 'finding', 'openssh', 'connections', 'attempts'],
  pairing: ['events', 'finding', 'openssh', 'connections', 'attempts', 'diagnosers'],
  fitting: ['events', 'finding', 'openssh', 'configuration', 'connections', 'diagnosers'],
  patch: ['ip-address', 'finding', 'openssh', 'configuration', 'diagnosers', 'fitting'],
  simulate: ['events', 'finding', 'openssh', 'configuration', 'connections'],
  report: ['ip-address', 'finding', 'openssh', 'simulate'],
  input: ['ip-address', 'openssh', 'configuration'],
  pipeline: ['ip-address', 'events', 'finding', 'openssh', 'configuration', 'records', 'messages', 'connections', 'attempts', 'diagnosers', 'pairing', 'report'],
  version: [],
  library: ['events', 'finding', 'openssh', 'input', 'pipeline', 'fitting', 'report', 'version'],
  index: ['events', 'finding', 'input', 'pipeline', 'report', 'library'],
  cli: ['ip-address', 'finding', 'openssh', 'configuration', 'records', 'input', 'pipeline', 'diagnosers', 'fitting', 'patch', 'simulate', 'report', 'version'],
};
/** Where the world outside is: the process, the console, the file system and the clock. */
const OUTSIDE = ['cli', 'input', 'version'];

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => {
  const text = readFileSync(join('src', path), 'utf8');
  const stage = path.split('/')[0]?.replace(/\.ts$/, '') ?? '';
  const code = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '');
  return { path, text, stage, code, lines: text.split('\n').length - 1 };
});

/** The folder (or top-level file) that a relative import leads to. */
function targets(path: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => {
    const parts = join(path, '..', match[1] ?? '').split('/');
    return parts[0]?.replace(/\.js$/, '') ?? '';
  });
}

describe('architecture', () => {
  it('knows every folder', () => {
    expect(Object.keys(MAY_IMPORT)).toEqual(expect.arrayContaining([...new Set(files.map(({ stage }) => stage))]));
  });

  it.each(files)('$path imports only what stands left of it', ({ path, text, stage }) => {
    const allowed = [...(MAY_IMPORT[stage] ?? []), stage];
    expect(targets(path, text).filter((target) => !allowed.includes(target))).toEqual([]);
  });

  it.each(files.filter(({ stage }) => !OUTSIDE.includes(stage)))('$path touches nothing outside', ({ text, code }) => {
    expect(code).not.toMatch(/\bprocess\.|\bconsole\.|\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bsetTimeout\b/);
    expect(text).not.toMatch(/from 'node:(?:fs|process|child_process|os|worker_threads)/);
  });

  it.each(files.filter(({ stage }) => !['configuration', 'fitting', 'patch', 'simulate', 'input', 'cli', 'index'].includes(stage)))('$path loads nothing that reads a configuration', ({ text }) => {
    // It is loaded where there is one: most runs have none.
    expect(text).not.toMatch(/^import (?!type\b).*from '(?:\.\.\/)+(?:configuration|fitting|simulate)\//m);
  });

  it('has no file over 300 lines but data, and a median under 100', () => {
    const sizes = files.filter(({ path }) => !path.endsWith('.data.ts'));
    expect(sizes.filter(({ lines }) => lines > 300).map(({ path }) => path)).toEqual([]);
    const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(100);
  });

  it('keeps the wordings of sshd and of strerror in messages and the envelopes in records', () => {
    // Words that only a line of a log has; explanations for people may quote them.
    const wordings = new RegExp([
      'no matching', 'kex_parse_kexinit', 'Unable to negotiate', 'Their offer', 'KEXINIT proposal', 'list_hostkey_types', 'mac_setup',
      'No such file or', 'in use\\$', 'Broken pipe', 'reset by peer',
    ].join('|'));
    const code = files.filter(({ stage }) => !['messages'].includes(stage)).filter(({ text }) => {
      const prose = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*|explain: `(?:[^`\\]|\\.)*`/g, '');
      return wordings.test(prose);
    });
    expect(code.map(({ path }) => path)).toEqual([]);
  });
});
