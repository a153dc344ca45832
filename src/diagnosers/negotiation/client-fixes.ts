import type { Fix } from '../../finding.js';
import { byStrength, strengthOf } from '../../openssh/algorithms.js';
import { guessClientFamilies } from '../../openssh/client-guess.js';
import { type ClientDescription, describeClient } from '../../openssh/clients.js';
import { acceptsModifier, configurationLine, directiveKnown } from '../../openssh/configuration.js';
import { isClientDefault } from '../../openssh/default-proposals.js';
import type { Release } from '../../openssh/version.js';
import { bestForClient } from './candidates.js';
import { olderSide } from './older-side.js';
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
  return [{
    side: 'client',
    summary: client.upgrade ? `${named}: ${client.upgrade}` : `upgrade ${named}${wanted(found)}`,
    action: 'run',
  }];
}

function opensshFix(found: Setting, release: Release): Fix[] {
  const { kind, serverOffer, clientOffer, offerTruncated } = found.negotiation;
  const range = { min: release, max: release };
  const best = serverOffer && kind !== 'compression' ? bestForClient(kind, serverOffer, range) : undefined;
  if (best === undefined || kind === 'compression' || directiveKnown(kind, range, 'client') !== 'yes') {
    // A newer client does not learn again what its release has given up.
    return olderSide(found) === 'server' ? [] : [{ side: 'client', summary: `upgrade the client (OpenSSH ${release})${wanted(found)}`, action: 'run' }];
  }
  const strength = strengthOf(kind, best);
  const usual = isClientDefault(kind, best, release);
  const whole = clientOffer && !offerTruncated ? [...clientOffer, best] : undefined;
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

function unknownClient(found: Setting, onServer: readonly Fix[]): Fix {
  const { kind, clientOffer, offerTruncated } = found.negotiation;
  const families = clientOffer && !offerTruncated ? guessClientFamilies({ [kind]: clientOffer }) : [];
  const hint = families.length > 0 ? ` Such an offer is known of ${enumerate(families)}.` : '';
  const better = onServer.some(({ lines }) => lines) ? ', which is better than an exception on the server' : '';
  return { side: 'client', summary: `upgrade the client or change its settings${better}${wanted(found)}.${hint}`, action: 'run' };
}

/** What the client should learn: what the server has, the strongest first; else what is recommended today. */
function wanted({ negotiation: { kind, serverOffer } }: Setting): string {
  if (!serverOffer) return '';
  return `: this server wants ${enumerate(byStrength(kind, serverOffer).slice(0, 3))}`;
}

function hostPattern({ server: { host } }: Setting): string {
  return host !== undefined && /^[A-Za-z0-9._-]+$/.test(host) ? host : 'SERVER';
}
