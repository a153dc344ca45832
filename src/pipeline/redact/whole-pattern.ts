import type { Pattern } from '../../messages/define.js';

/** A wording that tells of each part of a text whether it is sshd's. */
export interface WholePattern {
  /** With indices, and with groups around what the wording lets stand anyhow without asking what it is. */
  regex: RegExp;
  /** For each group of `regex`, which group of the wording it is; undefined for those that it does not ask for. */
  groups: readonly (number | undefined)[];
}

const known = new WeakMap<Pattern, WholePattern>();

export function wholePattern(pattern: Pattern): WholePattern {
  let whole = known.get(pattern);
  if (!whole) known.set(pattern, (whole = complete(pattern.regex)));
  return whole;
}

const TOKEN = /(\\.|\[(?:\\.|[^\]\\])*\]|\.)((?:[*+?]|\{\d+(?:,\d*)?\})\??)?|\((?:\?(?:[:=!]|<[=!]))?|\)|[^]/g;
/** Atoms that any word fits: of digits or of hexadecimal digits only none is made. */
const ANY_WORD = /^(?:\.|\\[SwWD]|\[\^.*|\[.*(?:[aA]-[zZ]|\\[wS]).*)$/s;

function complete({ source, flags }: RegExp): WholePattern {
  const groups: (number | undefined)[] = [0];
  const open: boolean[] = [];
  let count = 0;
  const regex = source.replace(TOKEN, (token: string, atom: string | undefined, quantifier: string | undefined) => {
    if (token.startsWith('(') && atom === undefined) {
      const captures = token === '(';
      open.push(captures);
      if (captures) groups.push(++count);
      return token;
    }
    if (token === ')') open.pop();
    if (atom === undefined || quantifier === undefined || open.includes(true) || !ANY_WORD.test(atom)) return token;
    groups.push(undefined);
    return `(${token})`;
  });
  return { regex: new RegExp(regex, `${flags}d`), groups };
}
