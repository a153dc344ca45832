import { algorithmList, effective, type ListKeyword, type Configuration } from '../configuration/index.js';
import type { AlgorithmKind } from '../events.js';
import { directiveFor } from '../openssh/configuration.js';
import { defaultList, defaultNames, defaultsIn } from '../openssh/default-proposals.js';
import { hostKeyTypeOf } from '../openssh/host-keys.js';
import { compareReleases, type Release, type ReleaseRange } from '../openssh/version.js';
import type { Knowledge } from './outlook.js';

/** What sshd proposes with this configuration, where every release of the range would propose the same; otherwise undefined. */
export function offerOf({ configuration, output }: Knowledge, kind: AlgorithmKind, range: ReleaseRange): readonly string[] | undefined {
  const keyword = kind === 'hostkey' || kind === 'compression' ? undefined : directiveFor(kind);
  const printed = keyword === undefined || output === undefined ? undefined : effective(output).args(keyword)?.[0];
  if (printed !== undefined) return printed.split(',');
  if (configuration.kind === 'logged' && (keyword === undefined || effective(configuration).get(keyword).settings.length === 0)) return undefined;
  const releases = defaultsIn(kind, range);
  const offers = keyword === undefined
    ? releases.map((release) => (kind === 'hostkey' ? hostKeys(configuration, release) : compression(configuration, release)))
    : releases.flatMap((release) => listOf(configuration, keyword, release));
  const [first, ...rest] = offers;
  return first !== undefined && rest.every((offer) => offer?.join() === first.join()) ? first : undefined;
}

/** None for a release that would refuse the list: it is not the server's. */
function listOf(configuration: Configuration, keyword: ListKeyword, release: Release): (readonly string[])[] {
  const list = algorithmList(keyword, effective(configuration).args(keyword)?.[0], release);
  return list.faulty === undefined && list.refused.length === 0 ? [list.names] : [];
}

const KEY_FILE = /\/ssh_host_(rsa|dsa|ed25519|mldsa44_ed25519)_key$/;

/** Which algorithms a key can sign with stands in the name of its file, if it has the usual one; of ECDSA not even there. */
function hostKeys(configuration: Configuration, release: Release): readonly string[] | undefined {
  const view = effective(configuration);
  const { settings } = view.get('HostKey');
  const types = settings.map(({ args: [file = ''] }) => KEY_FILE.exec(file)?.[1]);
  if (settings.length === 0 || types.includes(undefined)) return undefined;
  const permitted = compareReleases(release, '7.0') < 0 ? defaultNames('hostkeyAccepted', release)
    : algorithmList('HostKeyAlgorithms', view.args('HostKeyAlgorithms')?.[0], release).names;
  const inOrder = [...defaultList('hostkey', release), ...permitted];
  return types.flatMap((type) => [...new Set(inOrder)].filter((name) => !name.includes('-cert-') && permitted.includes(name) && hostKeyTypeOf(name)?.type === type));
}

function compression(configuration: Configuration, release: Release): readonly string[] | undefined {
  const value = effective(configuration).args('Compression')?.[0]?.toLowerCase();
  if (value === 'no') return ['none'];
  if (value === 'yes' && compareReleases(release, '7.4') < 0) return ['none', 'zlib@openssh.com', 'zlib'];
  return ['none', 'zlib@openssh.com'];
}
