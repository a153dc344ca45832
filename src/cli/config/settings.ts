import type { FindingMeta } from '../../finding.js';
import { parseAddressFilter } from '../address-filter.js';
import type { Config } from './schema.js';

/** A finding that is no news. */
export interface Ignored {
  /** A code or a category. */
  code: FindingMeta['code'];
  reason: string;
  /** `2027-01-31`: the last day on which it is ignored. */
  expires?: string;
}

/** What configuration files say beyond options. */
export interface Settings {
  /** The files, the one that counts most first. */
  files: readonly string[];
  trustedNetworks: readonly string[];
  /** Absent where no network is trusted. */
  isTrusted?: (ip: string) => boolean;
  /** Whether the software of a client is expected; absent where no file says what is. */
  isKnownClient?: (client: string) => boolean;
  ignored: readonly Ignored[];
  /** Those whose day is over. */
  expired: readonly (Ignored & { file: string })[];
}

/** What several files say together: lists are joined. @param today `2026-11-21`, UTC */
export function toSettings(configs: readonly { path: string; config: Config }[], today: string): Settings {
  const networks = configs.flatMap(({ config }) => config.trustedNetworks ?? []);
  const clients = configs.flatMap(({ config }) => config.knownClients ?? []);
  const ignore = configs.flatMap(({ path, config }) => (config.ignore ?? []).map((one) => ({ ...one, file: path })));
  const isOver = ({ expires }: Ignored) => expires !== undefined && expires < today;
  return {
    files: configs.map(({ path }) => path),
    trustedNetworks: networks,
    ...(networks.length > 0 && { isTrusted: trusts(networks) }),
    ...(clients.length > 0 && { isKnownClient: anyOf(clients.map(wildcard)) }),
    ignored: ignore.filter((one) => !isOver(one)).map(({ file: _, ...one }) => one),
    expired: ignore.filter(isOver),
  };
}

/** @param networks addresses and networks in CIDR notation */
export function trusts(networks: readonly string[]): (ip: string) => boolean {
  return anyOf(networks.map(parseAddressFilter));
}

function anyOf(tests: readonly ((text: string) => boolean)[]): (text: string) => boolean {
  return (text) => tests.some((test) => test(text));
}

/** `OpenSSH_*` as a test. Without backtracking: each part is looked for behind the one before, the last at the end. */
function wildcard(pattern: string): (text: string) => boolean {
  const [head = '', ...parts] = pattern.split('*');
  const tail = parts.pop();
  if (tail === undefined) return (text) => text === head;
  return (text) => {
    if (!text.startsWith(head)) return false;
    let at = head.length;
    for (const part of parts) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - tail.length >= at && text.endsWith(tail);
  };
}
