import { METAS } from '../../diagnosers/metas.js';
import type { FindingMeta } from '../../finding.js';
import { TOPICS } from '../../fitting/topics.data.js';
import { explainLine } from '../../pipeline/explain-line.js';
import { formatExplanation } from '../../report/explain.js';
import { formatLineExplanation } from '../../report/explain-line.js';
import { withCodeLinks } from '../code-links.js';
import { UsageError } from '../exit-status.js';
import { printPaged } from '../pager.js';
import type { SharedOptions } from '../shared-options.js';
import { terminalStyle } from '../terminal-style.js';

/** Lower-case words with hyphens, as all codes are: whoever writes that means a code. */
const CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * `sshlog explain CODE`: the page behind a finding; `sshlog explain LINE`: what a pasted line means. A line may come
 * unquoted, as several words.
 * @throws UsageError for a code that does not exist, or nothing
 */
export async function explain(words: readonly string[], { color, pager }: Pick<SharedOptions, 'color' | 'pager'>): Promise<void> {
  const text = words.join(' ').trim();
  if (text === '') throw new UsageError('give a code or a line of a log to explain');
  const style = await withCodeLinks(terminalStyle(color, false), false);
  const meta = METAS.find(({ code }) => code === text);
  if (!meta && CODE.test(text)) throw unknownCode(text);
  await printPaged(meta ? formatExplanation(withConfiguration(meta), style) : formatLineExplanation(explainLine(text), style), pager);
}

/** Where sshd_config decides, the page says how to see what it sets. */
function withConfiguration(meta: FindingMeta): FindingMeta {
  const topics = TOPICS[meta.code];
  if (topics === undefined) return meta;
  return {
    ...meta,
    explain: `${meta.explain}

## With the configuration
${topics.join(', ')}: \`--sshd-config FILE\` (on the server itself \`--sshd-config auto\`) has the finding show the line that decides, with its file and
the Match block around it, and the change to that very line.`,
  };
}

function unknownCode(code: string): UsageError {
  return new UsageError(`there is no code ${code}; sshlog codes lists them`, { word: code, known: METAS.map((meta) => meta.code) });
}
