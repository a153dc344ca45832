import { parentPort } from 'node:worker_threads';
import type { Finding } from '../../finding.js';
import { openFile } from '../../input/open-file.js';
import { createTwoSidedAnalyzer } from '../../pipeline/two-sided.js';
import { version } from '../../version.js';
import { parseAddressFilter } from '../address-filter.js';
import { analyzerOptions } from '../analyzer-options.js';
import { trusts } from '../config/settings.js';
import { endInput } from '../interrupt.js';
import { knowLogged } from '../know-logged.js';
import { createComplaints } from '../open-inputs.js';
import { SILENT } from '../progress.js';
import { readSources } from '../read-sources.js';
import type { Source } from '../sources.js';
import { leave, restOf } from './crossing.js';
import { diagnosersApart, type Task, type Told } from './task.js';

/** The second thread: reads everything, gives what it found, and then what is asked for. */
export async function help({ sources, range, timezone, sshdConfig, options, from, trustedNetworks, port, answered }: Task): Promise<void> {
  parentPort?.on('message', endInput);
  const { openssh } = options;
  const configuration = sshdConfig === undefined ? undefined : (await import('../known-configuration.js')).readKnownConfiguration({ sshdConfig, ...(openssh !== undefined && { openssh }), quiet: true });
  const analyzer = createTwoSidedAnalyzer({
    ...analyzerOptions({
      ...options,
      ...(from !== undefined && { from: parseAddressFilter(from) }),
      ...(trustedNetworks.length > 0 && { settings: { isTrusted: trusts(trustedNetworks) } }),
    }, { range, timezone, configuration }),
    diagnosers: diagnosersApart(),
  });
  // What cannot be read is said by the first thread, which reads the same.
  const complaints = createComplaints({ tellEmpty: false, say: () => {} });
  await readSources(analyzer, await open(sources), { options, complaints, progress: SILENT, onLine: undefined }, () => {});
  if (!configuration) await knowLogged(analyzer);
  analyzer.report(version());
  const share = analyzer.share();
  port.on('message', (at: number) => {
    port.postMessage(restOf(share.findings[at] as Finding));
    Atomics.add(answered, 0, 1);
    Atomics.notify(answered, 0);
  });
  port.postMessage({ share: leave(share) } satisfies Told);
}

/** What has gone since the first thread saw it, that will miss as well. */
async function open(sources: Task['sources']): Promise<Source[]> {
  return Promise.all(sources.map(async ({ name, files }) => ({
    name,
    files: (await Promise.all(files.map(({ name: file, latest }) => openFile(file).then((input) => ({ ...input, latest }), () => [])))).flat(),
  })));
}
