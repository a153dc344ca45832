import type { Fix } from '../../finding.js';
import { byStrength, findAlgorithm, strengthOf } from '../../openssh/algorithms.js';
import { guessClientFamilies } from '../../openssh/client-guess.js';
import { type ClientDescription, describeClient } from '../../openssh/clients.js';
import { acceptsModifier, configurationLine, directiveFor, directiveKnown } from '../../openssh/configuration.js';
import { isClientDefault } from '../../openssh/default-proposals.js';
import { compareReleases, type Release } from '../../openssh/version.js';
import { bestForClient, isPoor } from './candidates.js';
import { clientIsNarrowed } from './outdated.js';
import type { Setting } from './setting.js';
import { enumerate } from './words.js';

/** Kinds of clients that get advice of their own; more of them is a crowd. */
const MAX_CLIENTS = 3;

/** What can be changed on the client: lines for an OpenSSH client, an upgrade for others. */
export function clientFixes(found: Setting, onServer: readonly Fix[]): Fix[] {
  const known = new Map<string, ClientDescription>();
  for (const software of found.clients) {
    const client = describeClient(software);
    if (client) known.set(`${client.family} ${client.version ?? ''}`, client);
  }
  const fixes = [...known.values()].slice(0, MAX_CLIENTS).flatMap((client) => fixOf(found, client));
  return known.size > 0 ? fixes : [unknownClient(found, onServer)];
}

function fixOf(found: Setting, client: ClientDescription): Fix[] {
  if (client.openssh !== undefined) return opensshFix(found, client.openssh);
  const named = client.version === undefined ? client.name : `${client.name} ${client.version}`;
  const summary = client.upgrade !== undefined && isOlderThanAdvised(client.version, client.upgrade)
    ? `${named}${wanted(found)}. ${client.upgrade}`
    : `upgrade ${named} or change its algorithm settings${wanted(found)}`;
  return [{ side: 'client', summary, action: 'run' }];
}

/** The advice names the versions that brought something; a client that has them all needs none of it. */
function isOlderThanAdvised(version: string | undefined, upgrade: string): boolean {
  if (version === undefined) return true;
  const numbers = (text: string) => (/\d+(?:\.\d+)+/.exec(text)?.[0] ?? '0').split('.').map(Number);
  const own = numbers(version);
  return [...upgrade.matchAll(/\d+(?:\.\d+)+/g)].some(([advised]) => {
    const wantedVersion = numbers(advised);
    const at = wantedVersion.findIndex((part, i) => part !== (own[i] ?? 0));
    return at >= 0 && (wantedVersion[at] ?? 0) > (own[at] ?? 0);
  });
}

function opensshFix(found: Setting, release: Release): Fix[] {
  const { kind, serverOffer, clientOffer, truncated } = found.negotiation;
  if (kind === 'compression') {
    return [{ side: 'client', summary: 'do not insist on compression', action: 'set', file: '~/.ssh/config', lines: [`Host ${hostPattern(found)}`, '    Compression no'] }];
  }
  const range = { min: release, max: release };
  const narrowed = clientIsNarrowed(found, release);
  const best = serverOffer ? bestForClient(kind, serverOffer, range) : undefined;
  if (best === undefined || directiveKnown(kind, range, 'client') !== 'yes') return withoutLines(found, release, narrowed);
  const strength = strengthOf(kind, best);
  const usual = isClientDefault(kind, best, release);
  const whole = clientOffer && !truncated?.includes('client') ? [...clientOffer, best] : undefined;
  const line = acceptsModifier('+', range) && (!usual || !whole) ? configurationLine(kind, [best], { add: true })
    : configurationLine(kind, whole ?? [best], { add: false });
  return [{
    side: 'client',
    summary: `let the client (OpenSSH ${release}) offer ${best} to this server`,
    action: 'set',
    file: '~/.ssh/config',
    lines: [`Host ${hostPattern(found)}`, `    ${line}`],
    ...(strength !== undefined && { strength }),
    ...(usual && { caution: `OpenSSH ${release} offers ${best} by itself: a line in ~/.ssh/config or /etc/ssh/ssh_config, or an option of the command, takes it away.` }),
  }];
}

/** A list that is not the release's own was set on purpose; one that is can only change with the release. */
function withoutLines(found: Setting, release: Release, narrowed: boolean | undefined): Fix[] {
  const { kind, serverOffer } = found.negotiation;
  if (narrowed === true) {
    const directive = directiveFor(kind);
    return [{
      side: 'client',
      summary: `take out what narrows the client's list: a ${directive} line in its ssh_config, or an option of the command (ssh -G SERVER shows it)`,
      action: 'run',
    }];
  }
  const newer = serverOffer?.some((name) => {
    const since = findAlgorithm(kind, name)?.since;
    return since !== undefined && compareReleases(since, release) > 0;
  });
  return newer === false ? [] : [{ side: 'client', summary: `upgrade the client (OpenSSH ${release})${wanted(found)}`, action: 'run' }];
}

function unknownClient(found: Setting, onServer: readonly Fix[]): Fix {
  const { kind, clientOffer, truncated } = found.negotiation;
  const families = clientOffer && !truncated?.includes('client') ? guessClientFamilies({ [kind]: clientOffer }) : [];
  const hint = families.length > 0 ? ` Such an offer is known of ${enumerate(families)}.` : '';
  const better = onServer.some(({ strength }) => isPoor(strength)) ? ', which is better than an exception on the server' : '';
  return { side: 'client', summary: `upgrade the client or change its settings${better}${wanted(found)}.${hint}`, action: 'run' };
}

/** What the client should learn: what the server has, the strongest first; else what is recommended today. */
function wanted({ negotiation: { kind, serverOffer } }: Setting): string {
  const names = (serverOffer ?? []).filter((name) => findAlgorithm(kind, name)?.directive === undefined);
  return names.length === 0 ? '' : `: this server wants ${enumerate(byStrength(kind, names).slice(0, 3))}`;
}

function hostPattern({ server: { host } }: Setting): string {
  return host !== undefined && /^[A-Za-z0-9._-]+$/.test(host) ? host : 'SERVER';
}
