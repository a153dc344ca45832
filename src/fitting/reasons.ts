import { type Setting, userAccess } from '../configuration/index.js';
import { isGenerated } from './edit-line.js';
import type { Outlook } from './outlook.js';

/** Codes that name what failed, and not why. */
const UNEXPLAINED = new Set(['login-failed-unexplained', 'client-gave-up-before-auth', 'key-not-authorized', 'bad-password', 'too-many-failures']);

const OF_LIST = /^(?:user|group)-(?:not-)?in-(?:allow|deny)/;

/** Whether it is a code of one of the four lists, which sshd names, but not the entry. */
export function isOfList(code: string): boolean {
  return OF_LIST.test(code);
}

/** Causes that the configuration shows, in sentences; nothing that it only makes likely. */
export function reasonsOf(code: string, outlook: Outlook): string[] {
  if (isOfList(code)) return shutOut(outlook);
  // A user whom a list keeps out sshd names as such, at every LogLevel: where it did not, the list was another one then.
  return UNEXPLAINED.has(code) ? ofMethods(code, outlook) : [];
}

/** The same holds for all connections of the finding, or it is no reason for it. */
function shutOut(outlook: Outlook): string[] {
  const verdicts = outlook.facts.map((facts, i) => {
    const view = outlook.each()[i];
    return view === undefined ? undefined : userAccess(view, facts);
  });
  const [first] = verdicts;
  if (first?.verdict !== 'denied' || !verdicts.every((other) => other?.verdict === 'denied' && other.setting === first.setting)) return [];
  const how = first.keyword.startsWith('Deny') ? 'keeps the user out' : 'leaves the user out';
  return [`${outlook.quote(first.setting)} ${how}, whatever key or password comes.`];
}

/** The line that decides about root, where nobody but root is concerned. */
function rootSetting({ facts, only }: Outlook): Setting | undefined {
  return facts.length > 0 && facts.every(({ user }) => user === 'root') ? only('PermitRootLogin') : undefined;
}

/** The line by which root, who alone is concerned, gets in by no method. */
export function rootShutOut(outlook: Outlook): Setting | undefined {
  return isValue(rootSetting(outlook), 'no');
}

function ofMethods(code: string, outlook: Outlook): string[] {
  const reasons: string[] = [];
  const off = (keyword: string) => isValue(outlook.only(keyword), 'no');
  const root = rootSetting(outlook);
  const none = rootShutOut(outlook);
  if (none) reasons.push(`${outlook.quote(none)}: root gets in with nothing, right or wrong.`);
  else if (root && code !== 'key-not-authorized' && root.args[0]?.toLowerCase() !== 'yes') reasons.push(`${outlook.quote(root)}: no password of root is accepted, right or wrong.`);
  const password = off('PasswordAuthentication');
  const keyboard = off('KbdInteractiveAuthentication') ?? off('ChallengeResponseAuthentication');
  const keys = off('PubkeyAuthentication');
  if (keys && code !== 'bad-password') reasons.push(`${outlook.quote(keys)}: keys are not accepted at all.`);
  if (password && keyboard && code !== 'bad-password') reasons.push(`No password is asked for: ${outlook.quote(password)}, ${outlook.quote(keyboard)}.`);
  const methods = outlook.only('AuthenticationMethods');
  if (methods && !isValue(methods, 'any')) reasons.push(`One method is not enough, or not every one will do: ${outlook.quote(methods)}.`);
  const files = code === 'key-not-authorized' ? outlook.only('AuthorizedKeysFile') : undefined;
  if (files) reasons.push(isValue(files, 'none') ? `${outlook.quote(files)}: no file of keys is read.` : `Keys are looked for in what ${outlook.quote(files)} names, and nowhere else.`);
  return reasons;
}

/** That a system-wide policy, or a block, is what sets a line that decides. */
export function originOf(setting: Setting, outlook: Outlook): string | undefined {
  const include = setting.via[0];
  if (isGenerated(setting) && include) {
    return `The system-wide crypto policy sets ${setting.name}: ${outlook.placeOf(setting)}, included by ${outlook.placeOf({ line: include })}. What stands in front of that Include outranks it.`;
  }
  const block = setting.blocks.at(-1);
  return block === undefined ? undefined : `${outlook.quote(setting)} holds for these connections and not for all.`;
}

function isValue(setting: Setting | undefined, value: string): Setting | undefined {
  return setting?.args.join(' ').toLowerCase() === value ? setting : undefined;
}
