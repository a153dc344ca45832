import type { Fix, ListMismatch } from '../../../finding.js';
import type { AlgorithmKind } from '../../../events.js';
import { findAlgorithm } from '../../../openssh/algorithms.js';
import { acceptsModifier, configurationLine, directiveFor, directiveKnown } from '../../../openssh/configuration.js';
import { clientDefaultList } from '../../../openssh/default-proposals.js';
import { allFrom, describeRange, type ReleaseRange } from '../../../openssh/version.js';
import { enumerate, NAMES } from '../../negotiation/words.js';
import { canShowOptions, showOptions } from '../ask-ssh.js';
import { judge, newerNames, serverIsOutdated, type Verdict, type View, worst } from './view.js';
import { runOnClient } from '../../run-on-client.js';

interface Judged {
  list: ListMismatch;
  verdict: Verdict;
}

/** What to do, the best first. A server that has fallen behind is what needs repair; an exception of the client is for the time until then. */
export function fixes(view: View): Fix[] {
  const { negotiation, range } = view;
  const judged = [negotiation, ...negotiation.next].map((list) => ({ list, verdict: judge(list, range) }));
  const [{ list, verdict }] = judged as [Judged];
  if (negotiation.rekey || verdict.why === 'unseen') return [showLists(view)];
  if (list.kind === 'compression') return [serverCompression()];
  const narrowed = judged.filter((each) => each.verdict.why === 'narrowed');
  const upgradeServer = judged.some((each) => each.verdict.why !== 'narrowed' && serverIsOutdated(each.list)) ? [outdatedServer(view, judged)] : [];
  return [
    ...(narrowed.length > 0 ? [widen(view, narrowed.map((each) => each.list.kind))] : []),
    ...upgradeServer,
    ...clientUpgrade(view, judged),
    ...exception(view, judged, upgradeServer.length > 0),
    ...(judged.some((each) => each.verdict.why === 'gone') ? [otherClient(view, judged)] : []),
    ...(verdict.why === 'foreign' && upgradeServer.length === 0 ? [foreignServer(list)] : []),
  ];
}

function showLists({ host }: View): Fix {
  return runOnClient('have both lists shown: ssh -vv prints the client\'s proposal and behind it the server\'s', [`ssh -vv ${host}`]);
}

function serverCompression(): Fix {
  return { side: 'server', summary: 'let the server offer "none" as well, or zlib@openssh.com: every client offers both', action: 'set', file: 'sshd_config', lines: ['Compression yes'] };
}

const OPTIONS: Readonly<Record<AlgorithmKind, string>> = {
  kex: '-o KexAlgorithms=', hostkey: '-o HostKeyAlgorithms=', cipher: '-c or -o Ciphers=', mac: '-m or -o MACs=', compression: '-C',
};

/** Where the client's own release would meet the server: what was set on purpose goes first. */
function widen({ host, client }: View, kinds: readonly AlgorithmKind[]): Fix {
  const names = kinds.map((kind) => directiveFor(kind));
  const either = names.length === 1 ? names[0] : `(${names.join('|')})`;
  return {
    side: 'client',
    summary: `take out what narrows the client's ${kinds.length === 1 ? 'list' : 'lists'}: the ${enumerate(names)} ${kinds.length === 1 ? 'line' : 'lines'} of ssh_config, or the option ${kinds.map((kind) => OPTIONS[kind]).join(', ')} of the command. By default ${client === undefined ? 'ssh' : 'this release'} offers what the server wants`,
    action: 'run',
    commands: [
      ...(canShowOptions(client) ? [showOptions(client, host, names.flatMap((name) => name?.toLowerCase() ?? []))] : []),
      `grep -rniE '^[[:space:]]*${either}' ~/.ssh/config /etc/ssh/ssh_config /etc/ssh/ssh_config.d /etc/crypto-policies/back-ends/openssh.config`,
    ],
    strength: 'recommended',
  };
}

function outdatedServer({ server }: View, judged: readonly Judged[]): Fix {
  const names = judged.filter(({ list }) => serverIsOutdated(list)).map(({ list }) => NAMES[list.kind]);
  return {
    side: 'server',
    summary: `upgrade the server${server === undefined ? '' : ` (${server})`} or the firmware of the device, or switch on what it knows beyond this: no client of today offers its ${enumerate(names)}s by itself`,
    action: 'run',
  };
}

function clientUpgrade({ range, client }: View, judged: readonly Judged[]): Fix[] {
  const newer = judged.filter(({ verdict }) => verdict.why === 'too-new').flatMap(({ list }) => newerNames(list, range).slice(0, 1));
  if (newer.length === 0) return [];
  const needs = newer.map(({ name, since }) => `${name} needs ${since} or later`);
  return [{ side: 'client', summary: `upgrade the client (OpenSSH ${client ?? describeRange(range)}): ${enumerate(needs)}, and no setting replaces that`, action: 'run', strength: 'recommended' }];
}

/** One Host block with a line for each list that fails, where each of them can be repaired like that. */
function exception(view: View, judged: readonly Judged[], isForNow: boolean): Fix[] {
  const off = judged.filter(({ verdict }) => verdict.why === 'switched-off');
  if (off.length === 0 || judged.some(({ verdict }) => ['gone', 'too-new', 'foreign'].includes(verdict.why))) return [];
  const lines = off.flatMap(({ list, verdict }) => line(list, verdict.best ?? '', view.range) ?? []);
  if (lines.length < off.length) return [];
  const names = off.map(({ verdict }) => verdict.best ?? '');
  const strength = worst(off.map(({ verdict }) => verdict.strength));
  const guessed = off.some(({ verdict }) => verdict.guessed);
  return [{
    side: 'client',
    summary: `${isForNow ? 'until then, ' : ''}let the client offer ${enumerate(names)} to this server, and to no other`,
    action: 'set',
    file: '~/.ssh/config',
    lines: [`Host ${view.pattern}`, ...lines.map((each) => `    ${each}`)],
    ...(strength && { strength }),
    caution: [
      ...off.flatMap(({ list, verdict }) => warning(list.kind, verdict.best ?? '')),
      ...(guessed ? ['Not every release has it any more: ssh -Q lists what this one has.'] : []),
      ...signatureNote(off, view.range),
      'Host takes the name as it is typed behind ssh.',
    ].join(' '),
  }];
}

function warning(kind: AlgorithmKind, name: string): string[] {
  const why = findAlgorithm(kind, name)?.why;
  return why === undefined ? [] : [`${name}: ${why.endsWith('.') ? why : `${why}.`}`];
}

/** A server that signs with SHA-1 alone mostly accepts no other signature of an RSA key of the user either. */
function signatureNote(off: readonly Judged[], range: ReleaseRange): string[] {
  if (!off.some(({ list, verdict }) => list.kind === 'hostkey' && verdict.best === 'ssh-rsa') || !allFrom(range, '7.0')) return [];
  const keyword = allFrom(range, '8.5') ? 'PubkeyAcceptedAlgorithms' : 'PubkeyAcceptedKeyTypes';
  return [`If your own key for it is RSA, it needs ${keyword} +ssh-rsa in the same block.`];
}

/** `+name` counts from the release's own list (7.0); before, the whole list has to be written. */
function line({ kind, clientOffer }: ListMismatch, best: string, range: ReleaseRange): string | undefined {
  if (kind === 'compression' || directiveKnown(kind, range, 'client') === 'no') return undefined;
  if (acceptsModifier('+', range)) return configurationLine(kind, [best], { add: true });
  const current = clientOffer ?? (range.min !== undefined && range.min === range.max ? clientDefaultList(kind, range.min) : undefined);
  return current && configurationLine(kind, [...current, best], { add: false });
}

function otherClient({ client }: View, judged: readonly Judged[]): Fix {
  const gone = judged.filter(({ verdict }) => verdict.why === 'gone').flatMap(({ list: { kind, serverOffer = [] } }) => serverOffer.filter((name) => findAlgorithm(kind, name)?.removedIn !== undefined).slice(0, 2));
  return {
    side: 'client',
    summary: `to get in once, for the upgrade: an older client that still has ${enumerate(gone)}; OpenSSH ${client ?? 'of this release'} has it no more (Debian and Ubuntu: openssh-client-ssh1, run as ssh1)`,
    action: 'run',
    strength: 'broken',
    caution: 'Only on a network that nobody else reaches.',
  };
}

function foreignServer({ kind, serverOffer = [] }: ListMismatch): Fix {
  return { side: 'server', summary: `let the server offer a ${NAMES[kind]} that OpenSSH knows: it offers ${serverOffer.length === 0 ? 'none at all' : `only ${enumerate(serverOffer)}`}`, action: 'run' };
}
