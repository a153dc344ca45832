import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyzeFile, essence } from './support/analyze-file.js';

/** Every log under these directories has an expectation beside it, which `npx vitest run -u` writes anew: read the diff. */
const DIRECTORIES = ['fixtures/attack', 'fixtures/protocol', 'fixtures/log', 'fixtures/seeds', 'fixtures/negotiation', 'fixtures/centos6', 'fixtures/access', 'fixtures/certificate', 'fixtures/authentication',
  'fixtures/configuration', 'fixtures/limits', 'fixtures/session', 'fixtures/sftp', 'fixtures/server',
  // Those of clients by topic.
  ...readdirSync('fixtures/client').map((topic) => `fixtures/client/${topic}`)];

describe.each(DIRECTORIES)('%s', (directory) => {
  const logs = readdirSync(directory).filter((name) => name.endsWith('.log') || !/\.|^etc$/.test(name));

  it.each(logs)('%s has its expected findings', async (name) => {
    const report = await analyzeFile(`${directory}/${name}`);
    const { servers, connections } = report;
    const outcomes = Object.fromEntries(Object.entries(connections).filter(([, count]) => count > 0));
    const release = servers.map(({ openssh }) => openssh?.exact ?? [openssh?.min, openssh?.max].join(' to '));
    const seen = { release, connections: outcomes, findings: report.findings.map(essence) };
    await expect(`${JSON.stringify(seen, undefined, 1)}\n`).toMatchFileSnapshot(`../${directory}/${name.replace(/\.log$/, '')}.expected.json`);
  });
});
