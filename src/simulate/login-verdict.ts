import { algorithmList, type ConnectionFacts, type Effective, effective, type Configuration, type ListKeyword, userAccess } from '../configuration/index.js';
import { defaultValue } from '../openssh/server-keywords.js';
import { allBefore, type ReleaseRange } from '../openssh/version.js';
import { algorithmsOfKey, alternativesTo } from './key-algorithms.js';
import type { Login } from './logins.js';
import { releasesIn } from './releases.js';
import { placeOf, type ServerList, together } from './server-proposal.js';
import type { Setting, Verdict } from './simulation.js';

/** What one rule says of a login. What is absent of these lets it in. */
export type Objection = { verdict: Exclude<Verdict, 'connects'>; text: string; setting: Setting };

/** A server as logins meet it. */
export interface Rules {
  configuration: Configuration | undefined;
  range: ReleaseRange;
}

/**
 * Whether the new server would accept a login that today's accepted, with the same credentials: who may log in, which
 * methods there are, which keys and signatures count. Passwords, PAM, and the files that hold keys are taken as they are.
 * @param user the real name, which patterns of the configuration are compared with
 * @returns the objections, in the order in which sshd has them; empty: it is let in
 */
export function objections(login: Login, user: string, rules: Rules, today: Rules | undefined): Objection[] {
  const facts: ConnectionFacts = { user, userExists: true, ...(login.ip !== undefined && { address: login.ip }) };
  const settings = effective(rules.configuration ?? NOTHING, facts);
  return [
    ...refusedConnection(settings, rules),
    ...access(settings, facts),
    ...rootLogin(login, user, settings, rules),
    ...methods(login, settings, rules),
    ...keyAlgorithm(login, settings, rules, today, facts),
    ...rsaSize(login, settings, rules, today, facts),
    ...caSignature(login, settings, rules),
  ];
}

const NOTHING: Configuration = { kind: 'file', files: [], settings: [], problems: [] };

function refusedConnection(settings: Effective, rules: Rules): Objection[] {
  if (allBefore(rules.range, '9.9')) return [];
  return choose('RefuseConnection', settings, rules, (value) => (value === 'yes' ? 'locked-out' : undefined), () => 'RefuseConnection ends the connection');
}

function access(settings: Effective, facts: ConnectionFacts): Objection[] {
  const decided = userAccess(settings, facts);
  if (decided.verdict === 'allowed') return [];
  const { keyword } = decided;
  if (decided.verdict === 'denied') {
    const denies = keyword.startsWith('Deny');
    return [{ verdict: 'locked-out', text: denies ? `${keyword} names this user` : `${keyword} does not name this user`, setting: placeOf(keyword, { settings: [decided.setting] }) }];
  }
  const missing = keyword.endsWith('Groups') ? 'the groups of this user are not in the log: id USER on the server tells' : 'it depends on a Match block, or on the name of the client\'s host';
  return [{ verdict: 'cannot-tell', text: `${keyword}: ${missing}`, setting: placeOf(keyword, settings.get(keyword)) }];
}

function rootLogin({ methods }: Login, user: string, settings: Effective, rules: Rules): Objection[] {
  if (user !== 'root') return [];
  const byPassword = methods.some((method) => method === 'password' || method.startsWith('keyboard-interactive'));
  return choose('PermitRootLogin', settings, rules, (value) => {
    if (value === 'no') return 'locked-out';
    if (value === 'yes') return undefined;
    if (byPassword) return 'locked-out';
    return value === 'forced-commands-only' ? 'cannot-tell' : undefined;
  }, (value) => `PermitRootLogin ${value}${byPassword && value !== 'no' ? ' takes no password' : ''}`);
}

/** Keywords without which a method is not to be had. */
const SWITCHES: readonly [method: RegExp, keyword: string][] = [
  [/^publickey$/, 'PubkeyAuthentication'],
  [/^password$/, 'PasswordAuthentication'],
  [/^keyboard-interactive/, 'KbdInteractiveAuthentication'],
  [/^gssapi/, 'GSSAPIAuthentication'],
  [/^hostbased$/, 'HostbasedAuthentication'],
];

function methods(login: Login, settings: Effective, rules: Rules): Objection[] {
  const off = SWITCHES.filter(([pattern]) => login.methods.some((method) => pattern.test(method))).flatMap(([, keyword]) => {
    if (keyword === 'KbdInteractiveAuthentication' && !settings.get(keyword).settings[0] && allBefore(rules.range, '8.7')) keyword = 'ChallengeResponseAuthentication';
    return choose(keyword, settings, rules, (value) => (value === 'no' ? 'locked-out' : undefined), (value) => `${keyword} ${value}: the method is not offered`);
  });
  return [...off, ...requiredMethods(login, settings, rules)];
}

function requiredMethods({ methods: used }: Login, settings: Effective, rules: Rules): Objection[] {
  const found = settings.get('AuthenticationMethods');
  const lists = found.settings[0]?.args ?? [];
  const setting = placeOf('AuthenticationMethods', found);
  if (found.perhaps.length > 0) return [{ verdict: 'cannot-tell', text: 'AuthenticationMethods depends on a Match block that may apply', setting }];
  if (allBefore(rules.range, '6.2') || lists.length === 0 || lists.includes('any')) return [];
  if (lists.some((list) => areUsed(list.split(','), used))) return [];
  return [{ verdict: 'locked-out', text: `AuthenticationMethods ${lists.join(' or ')} asks for more than ${used.join(',')}`, setting }];
}

/** Whether all methods of a list were used, one that it asks for twice as often. */
function areUsed(required: readonly string[], used: readonly string[]): boolean {
  const count = (methods: readonly string[], name: string) => methods.filter((method) => plain(method) === name).length;
  return required.every((method) => count(required, plain(method)) <= count(used, plain(method)));
}

/** `publickey:bsdauth` and `keyboard-interactive/pam` are their methods. */
function plain(method: string): string {
  return method.split(/[:/]/)[0] ?? '';
}

function keyAlgorithm(login: Login, settings: Effective, rules: Rules, today: Rules | undefined, facts: ConnectionFacts): Objection[] {
  if (!login.methods.includes('publickey') || !login.key) return [];
  const keyword = 'PubkeyAcceptedAlgorithms';
  const found = settings.get(keyword);
  const setting = placeOf(keyword, found);
  if (found.perhaps.length > 0) return [{ verdict: 'cannot-tell', text: `${keyword} depends on a Match block that may apply`, setting }];
  const accepted = acceptedList(keyword, settings, rules.range);
  const { type, algorithm } = login.key;
  const used = algorithm === undefined ? algorithmsOfKey(type) : [algorithm];
  if (used.length === 0) return [{ verdict: 'cannot-tell', text: `sshlog does not know which algorithms a key of type ${type} signs with`, setting }];
  const before = today && acceptedList(keyword, effective(today.configuration ?? NOTHING, facts), today.range);
  const mayUse = used.filter((name) => before?.possible.includes(name) ?? true);
  if (mayUse.every((name) => accepted.sure.includes(name))) return [];
  const others = algorithm === undefined ? used : alternativesTo(algorithm);
  if (!others.some((name) => accepted.possible.includes(name))) {
    return [{ verdict: 'locked-out', text: `${setting.keyword} accepts no ${algorithm ?? type} signature`, setting }];
  }
  return [{
    verdict: 'cannot-tell',
    text: algorithm === undefined
      ? `${setting.keyword} accepts some signatures of ${type} keys only; which one the client makes is logged at LogLevel DEBUG1`
      : `${setting.keyword} does not accept ${algorithm}, but ${others.filter((name) => accepted.possible.includes(name)).join(', ')}: whether the client can make that is not in the log`,
    setting,
  }];
}

function acceptedList(keyword: ListKeyword, settings: Effective, range: ReleaseRange): ServerList {
  const text = settings.get(keyword).settings[0]?.args[0];
  return together(range, (release) => algorithmList(keyword, text, release).names);
}

function rsaSize(login: Login, settings: Effective, rules: Rules, today: Rules | undefined, facts: ConnectionFacts): Objection[] {
  const isRsa = /^RSA/i.test(login.key?.type ?? '') || /rsa/.test(login.key?.algorithm ?? '');
  if (!isRsa || allBefore(rules.range, '9.1')) return [];
  const before = today ? Number(effective(today.configuration ?? NOTHING, facts).args('RequiredRSASize')?.[0] ?? SMALLEST_RSA) : SMALLEST_RSA;
  return choose('RequiredRSASize', settings, rules, (value) => (Number(value) > before ? 'cannot-tell' : undefined),
    (value) => `RequiredRSASize ${value}: the size of the key is not in the log; ssh-keygen -lf on its authorized_keys tells`);
}

/** Smaller RSA keys were never accepted by a release that has RequiredRSASize (SSH_RSA_MINIMUM_MODULUS_SIZE). */
const SMALLEST_RSA = 1024;

function caSignature({ ca }: Login, settings: Effective, rules: Rules): Objection[] {
  if (ca === undefined || allBefore(rules.range, '7.9')) return [];
  const keyword = 'CASignatureAlgorithms';
  const accepted = acceptedList(keyword, settings, rules.range);
  const used = algorithmsOfKey(ca);
  const setting = placeOf(keyword, settings.get(keyword));
  if (used.length > 0 && used.every((name) => accepted.sure.includes(name))) return [];
  if (used.length > 0 && !used.some((name) => accepted.possible.includes(name))) {
    return [{ verdict: 'locked-out', text: `${keyword} accepts no certificate that a CA key of type ${ca} signed`, setting }];
  }
  return [{ verdict: 'cannot-tell', text: `${keyword} accepts some signatures of ${ca} keys only; which one the CA made is not in the log: ssh-keygen -Lf CERTIFICATE tells`, setting }];
}

/** The verdict on a keyword of one word, where every release of the range and every Match block that may apply says the same. */
function choose(
  keyword: string, settings: Effective, { range }: Rules, judge: (value: string) => Objection['verdict'] | undefined, text: (value: string) => string,
): Objection[] {
  const found = settings.get(keyword);
  const setting = placeOf(keyword, found);
  const [line] = found.settings;
  const values = line ? [line.args[0] ?? ''] : releasesIn(range).flatMap((release) => defaultValue(keyword, release) ?? []);
  const all = [...new Set([...values, ...found.perhaps.map(({ args }) => args[0] ?? '')].map(canonical))];
  const verdicts = all.map(judge);
  const worst = all.find((_, i) => verdicts[i] === 'locked-out') ?? all.find((_, i) => verdicts[i] !== undefined);
  if (worst === undefined) return [];
  const everywhere = verdicts.every((verdict) => verdict === 'locked-out');
  return [{ verdict: everywhere ? 'locked-out' : 'cannot-tell', text: everywhere || all.length === 1 ? text(worst) : `${text(worst)}, if it applies: that depends on the release or on a Match block`, setting }];
}

function canonical(value: string): string {
  const word = value.toLowerCase();
  return word === 'without-password' ? 'prohibit-password' : word;
}
