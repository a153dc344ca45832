/**
 * Asks recheck of every regex of both registries whether some text makes it slow, and writes the verdicts beside the tests.
 * Verdicts that are there already are kept, stale ones are dropped. Needs `npm run build` before.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import { clientRegistry } from '../../dist/messages/client/registry.js';
import { registry } from '../../dist/messages/registry.js';

const file = new URL('../redos-verdicts.json', import.meta.url);

function known() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

const before = known();
const verdicts = {};
const unsafe = [];
for (const { regex } of [...registry.patterns, ...clientRegistry.patterns]) {
  const key = String(regex);
  const verdict = before[key] ?? checkSync(regex.source, regex.flags, { timeout: 60_000 });
  verdicts[key] = typeof verdict === 'string' ? verdict : `${verdict.status} ${verdict.complexity?.type ?? 'unknown'}`;
  if (!verdicts[key].startsWith('safe')) unsafe.push(`${verdicts[key]}: ${key}`);
}

const sorted = Object.fromEntries(Object.entries(verdicts).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
console.log(`${Object.keys(sorted).length} regexes, ${unsafe.length} not safe`);
for (const line of unsafe) console.log(line);
process.exitCode = unsafe.length > 0 ? 1 : 0;
