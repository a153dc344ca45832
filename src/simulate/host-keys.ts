import { algorithmList } from '../configuration/index.js';
import { ALGORITHMS, isSupported } from '../openssh/algorithms.js';
import { defaultNames } from '../openssh/default-proposals.js';
import { hostKeyTypeOf, isCertificate } from '../openssh/host-keys.js';
import { compareReleases, type Release } from '../openssh/version.js';
import { type Plan, type ServerList, together, valueOf } from './server-proposal.js';

/** Types that sshd looks for by itself, and the release from which on it does. */
const DEFAULT_FILES: readonly [type: string, since: Release][] = [['rsa', '5.3'], ['dsa', '5.3'], ['ecdsa', '5.7'], ['ed25519', '6.5']];
/** RSA host keys have at least so many bits: what ssh-keygen made by default in the oldest release. */
const USUAL_RSA_BITS = 2048;

/** Host key algorithms need a key of their type, and from 7.0 on HostKeyAlgorithms must let them through. */
export function hostKeyList(plan: Plan): ServerList {
  const { configuration, range, knowledge: { hostKeyAlgorithms: seen } } = plan;
  const text = valueOf(configuration, 'HostKeyAlgorithms');
  const accepted = together(range, (release) => accept(text, release));
  const keys = keyFiles(plan);
  const has = (name: string): 'yes' | 'perhaps' | 'no' => (isCertificate(name) ? hasCertificate(plan, name) : keys(name));
  const possible = accepted.possible.filter((name) => has(name) !== 'no' && isSupported('hostkey', name, range) !== 'no');
  const mayBeTooShort = Number(valueOf(configuration, 'RequiredRSASize') ?? 0) > USUAL_RSA_BITS;
  const sure = possible.filter((name) => accepted.sure.includes(name) && has(name) === 'yes'
    && !(mayBeTooShort && hostKeyTypeOf(name)?.type === 'rsa'));
  // Without a configuration what the server offers today was not taken out of it, and stays.
  if (configuration !== undefined) return { sure, possible };
  const kept = [...seen].filter((name) => isSupported('hostkey', name, range) !== 'no' && !sure.includes(name) && accepted.possible.includes(name));
  return { sure: [...sure, ...kept], possible: [...new Set([...possible, ...kept])] };
}

/** Through 6.9 nothing but the keys decides; `text` may be a list with patterns. */
function accept(text: string | undefined, release: Release): readonly string[] {
  if (compareReleases(release, '7.0') >= 0) return algorithmList('HostKeyAlgorithms', text, release).names;
  const all = ALGORITHMS.hostkey.map(({ name }) => name).filter((name) => isSupported('hostkey', name, { min: release, max: release }) === 'yes');
  return [...new Set([...defaultNames('hostkeyAccepted', release), ...all])];
}

/**
 * Whether the server has the key for an algorithm, by the files that its configuration names and the keys that the log shows. A file
 * holds one key: where the log shows the curve of each ECDSA file, there is no other.
 */
export function keyFiles({ configuration, range, knowledge: { hostKeyAlgorithms } }: Plan): (name: string) => 'yes' | 'perhaps' | 'no' {
  const named = (configuration?.get('HostKey').settings ?? []).map(({ args }) => typeInName(args[0] ?? ''));
  const seen = [...hostKeyAlgorithms].filter((name) => !isCertificate(name)).map((name) => hostKeyTypeOf(name));
  const curves = new Set(seen.flatMap((key) => key?.bits ?? []));
  return (name) => {
    const key = hostKeyTypeOf(name);
    if (!key) return 'no';
    const shown = seen.some((other) => other?.type === key.type && other.bits === key.bits);
    const files = named.length === 0 ? 1 : named.filter((type) => type === key.type).length;
    if (named.length > 0 && files === 0) return named.includes(undefined) ? 'perhaps' : 'no';
    if (shown) return 'yes';
    if (key.bits !== undefined && curves.size >= files) return 'no';
    // The curve of a key does not stand in the name of its file.
    if (named.length > 0) return key.bits === undefined ? 'yes' : 'perhaps';
    const since = DEFAULT_FILES.find(([type]) => type === key.type)?.[1];
    // Of a type that is tried by default the log may show nothing because HostKeyAlgorithms leaves it out today.
    return since !== undefined && (range.max === undefined || compareReleases(range.max, since) >= 0) ? 'perhaps' : 'no';
  };
}

function hasCertificate({ configuration, knowledge: { hostKeyAlgorithms: seen } }: Plan, name: string): 'yes' | 'perhaps' | 'no' {
  const files = (configuration?.get('HostCertificate').settings ?? []).map(({ args }) => typeInName(args[0] ?? ''));
  const type = hostKeyTypeOf(name)?.type;
  if (!files.includes(type) && !files.includes(undefined)) return 'no';
  return seen.has(name) ? 'yes' : 'perhaps';
}

/** The type of the key in a file, by the name that ssh-keygen and everybody gives it: `ssh_host_ed25519_key`. */
function typeInName(path: string): string | undefined {
  const base = path.split('/').at(-1) ?? '';
  const found = /(?:^|[_.-])(rsa|dsa|ecdsa|ed25519)(?:[_.-]|$)/.exec(base)?.[1];
  return found ?? undefined;
}
