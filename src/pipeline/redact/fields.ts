import type { Names } from './names.js';
import { redactKeyLine, redactSentence } from './sentences.js';
import { maskWords, redactPath, redactWords } from './words.js';

/** A text of an event: as the log has it, and what stands in its place. */
export interface Leaf {
  path: string;
  raw: string;
  value: string;
}

type Rule = (value: string, names: Names) => string;

const user: Rule = (value, names) => names.user(value);
const host: Rule = (value, names) => names.host(value);
const as = (value: string) => value;

/** What the fields of these names hold; all others are free texts. */
const RULES: Record<string, Rule> = {
  user, clientUser: user, previous: user, principal: user, principals: user,
  host, hostname: host, clientHost: host, resolvedHost: host, required: hostPatterns,
  // Of a client: where it wants to go, what known_hosts calls that, its keys, what it was called with.
  hostName: host, targetHost: host, name: host, names: host, keyName: keyNameOf, arguments: maskWords,
  id: (value, names) => names.id(value),
  path: redactPath, target: redactPath, command: commandOf,
  // Words of protocols and of sshd.
  method: as, methods: as, algorithm: as, algorithms: as, clientOffer: as, serverOffer: as, pseudo: as, kind: as, cipher: as, mac: as,
  compression: as, type: as, keyType: as, client: as, protocol: as, version: as, software: as, service: as, module: as, option: as,
  fingerprint: as, serial: as, ip: as, localIp: as, listenIp: as, targetIp: as, network: as, mode: as, flags: as, time: as, operation: as,
  about: as, answer: as, because: as, disabled: as, fault: as, keyword: as, library: as, marker: as, program: as, remark: as, request: as, turnedAway: as,
};
/** Sentences, in which a name has its place. */
const SENTENCES: ReadonlySet<string> = new Set(['reason', 'detail', 'text']);
/** What anybody may have written, or a person typed: a client's log holds it before any line names who is meant. */
const OF_CLIENT: Record<string, Rule> = { text: maskWords, command: maskWords, program: redactPath };
/** Fields that hold in these events what they hold in no other. */
const OF_TYPE: Record<string, Record<string, Rule>> = {
  'authorized-keys.bad-options': { value: redactKeyLine },
  // Of a module that is not known, in words that are not.
  'pam.notice': { text: maskWords },
};

/** Files of one user each, where sshd_config says `%u`. */
const OF_ONE_USER = /^(?:principals-file|principal|authorized-keys|key\.accepted|certificate\.accepted)/;
const SHARED_FILE = /^(?:\.|authorized_|principals|trusted|revoked|root$)/;
/** sshd_config(5): patterns of users, `USER@HOST`. */
const USER_PATTERNS = /^(?:allow|deny)users$|^(?:user|match user)$/i;

/** All texts of an event, by their path in the fields. */
export function leavesOf(fields: object, path = ''): [path: string, value: string][] {
  return Object.entries(fields).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'string') return [[path + name, value] as [string, string]];
    return typeof value === 'object' && value !== null ? leavesOf(value, `${path}${name}.`) : [];
  });
}

/** Replaces what names somebody in the fields of an event, in place. */
export function redactFields(type: string, fields: object, names: Names, rule?: Rule): void {
  const { option, attribute } = fields as { option?: unknown; attribute?: unknown };
  const hasUserPatterns = [option, attribute].some((name) => typeof name === 'string' && USER_PATTERNS.test(name));
  for (const [name, value] of Object.entries(fields) as [string, unknown][]) {
    const own = rule ?? (hasUserPatterns && /^(?:value|pattern)$/.test(name) ? userPatterns : ruleOf(type, name));
    if (typeof value === 'object' && value !== null) {
      redactFields(type, value, names, Array.isArray(value) ? own ?? redactWords : undefined);
    } else if (typeof value === 'string') {
      const replaced = (own ?? redactWords)(value, names);
      (fields as Record<string, unknown>)[name] = name === 'path' && OF_ONE_USER.test(type) ? ofOneUser(replaced, value, names) : replaced;
    }
  }
}

function ruleOf(type: string, name: string): Rule | undefined {
  // Names of a client's own files tell of people as well, and of more than are known.
  if ((type.startsWith('sftp.') || type === 'client.transfer-failed') && /^(?:path|target|detail)$/.test(name)) return maskWords;
  if (type.startsWith('client.') && Object.hasOwn(OF_CLIENT, name)) return OF_CLIENT[name];
  const own = OF_TYPE[type]?.[name] ?? (Object.hasOwn(RULES, name) ? RULES[name] : undefined);
  return own ?? (SENTENCES.has(name) ? redactSentence : undefined);
}

function ofOneUser(replaced: string, path: string, names: Names): string {
  const [, directory = '', stem = '', rest = ''] = /^(.*\/)([^/.]+)([^/]*)$/.exec(path) ?? [];
  if (stem === '' || SHARED_FILE.test(stem)) return replaced;
  return redactPath(directory, names) + names.user(stem) + rest;
}

/** The program of an AuthorizedKeysCommand gets names as its arguments (`%u`), before any line says whose. */
function commandOf(command: string, names: Names): string {
  return redactPath(command.replace(/(?<=^\/\S* .*|^\/\S* )(?<![^ ])[\p{L}\p{N}_][\p{L}\p{N}_.@-]{0,63}(?![^ ])/gu, (word) =>
    (KEY_WORD.test(word) ? word : names.user(word))), names);
}

/** A path, or the comment of a key in an agent: mostly `user@host`. */
function keyNameOf(name: string, names: Names): string {
  if (name.includes('/')) return redactPath(name, names);
  const [, user, host] = /^([^\s@]+)@([^\s@]+)$/.exec(name) ?? [];
  return user === undefined || host === undefined ? maskWords(name, names) : `${names.user(user)}@${names.host(host)}`;
}

/** Types of keys, and numbers: `%t`, `%U`, `%s`. */
const KEY_WORD = /^(?:\d+|(?:ssh|ecdsa|sk)-.*)$/;

/** Of addresses, which are replaced in what is printed: IPv4, or with a colon. */
const ADDRESSES = /^(?:[\d.*?/]*|[\da-f.*?/]*:[\da-f:.*?/]*)$/i;

function hostPatterns(value: string, names: Names): string {
  return value.split(',').map((word) => {
    const [, negated = '', pattern = ''] = /^(!?)(.*)$/s.exec(word) ?? [];
    if (!ADDRESSES.test(pattern)) return negated + names.host(pattern);
    return negated + (/[*?]/.test(pattern) ? names.network(pattern) : pattern);
  }).join(',');
}

function userPatterns(value: string, names: Names): string {
  return value.split(/([\s,]+)/).map((word, i) => {
    if (i % 2 === 1) return word;
    const [, negated = '', name = '', at = ''] = /^(!?)([^@]*)(.*)$/s.exec(word) ?? [];
    return negated + (/^[*?]*$/.test(name) ? name : names.user(name)) + (at === '' ? '' : `@${hostPatterns(at.slice(1), names)}`);
  }).join('');
}
