import { lstatSync, readdirSync } from 'node:fs';

/** Paths that one pattern may name. */
const MAX_FOUND = 10_000;

/**
 * The paths that a pattern names, as glob(3) has it: `*`, `?` and `[…]` within a name; a name that begins with a dot only
 * where the pattern does; what may not be looked into has no matches.
 * @param pattern from the root on
 * @param root directory that stands for the root, without a slash at its end
 */
export function glob(pattern: string, root = ''): string[] {
  let found = [root];
  for (const part of pattern.split('/').filter((name) => name !== '')) {
    found = found.flatMap((directory) => namesIn(directory, part).map((name) => `${directory}/${name}`)).slice(0, MAX_FOUND);
  }
  return found;
}

function namesIn(directory: string, part: string): string[] {
  try {
    if (!/[*?[\\]/.test(part)) {
      lstatSync(`${directory}/${part}`);
      return [part];
    }
    const tests = compile(part);
    return readdirSync(`${directory}/`).filter((name) => (part.startsWith('.') || !name.startsWith('.')) && matches(name, tests));
  } catch {
    return [];
  }
}

type Test = 'any text' | ((char: string) => boolean);

function compile(pattern: string): Test[] {
  const tests: Test[] = [];
  for (const [token] of pattern.matchAll(/\[[!^]?\]?[^\]]*\]|\\.|./gs)) {
    if (token === '*') tests.push('any text');
    else if (token === '?') tests.push(() => true);
    else if (token.length > 2) tests.push(inClass(token.slice(1, -1)));
    else tests.push((char) => char === token.at(-1));
  }
  return tests;
}

/** `a-z`, `!a-z` and the like. */
function inClass(text: string): (char: string) => boolean {
  const negated = /^[!^]/.test(text);
  const ranges = [...text.slice(negated ? 1 : 0).matchAll(/(.)-(.)|(.)/gs)].map(([, from, to, one]) => [from ?? one ?? '', to ?? one ?? '']);
  return (char) => ranges.some(([from = '', to = '']) => from <= char && char <= to) !== negated;
}

/** Goes back to the last star only, so that no pattern is slow. */
function matches(name: string, tests: readonly Test[]): boolean {
  let [n, t, star, resume] = [0, 0, -1, 0];
  while (n < name.length) {
    const test = tests[t];
    if (test === 'any text') {
      star = t++;
      resume = n;
    } else if (test?.(name[n] ?? '')) {
      n++;
      t++;
    } else if (star >= 0) {
      t = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  return tests.slice(t).every((test) => test === 'any text');
}
