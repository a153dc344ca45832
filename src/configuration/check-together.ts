import { allBefore, type ReleaseRange } from '../openssh/version.js';
import type { ConfigurationLine, Setting } from './types.js';

/** Reasons for which sshd refuses lines that are right each by itself. */
export function faultsTogether(settings: readonly Setting[], range: ReleaseRange): { line: ConfigurationLine; reason: string }[] {
  return [...subsystemsTwice(settings, range), ...commandsWithoutUser(settings)];
}

/** From 9.5 on the first one wins. */
function subsystemsTwice(settings: readonly Setting[], range: ReleaseRange): { line: ConfigurationLine; reason: string }[] {
  if (!allBefore(range, '9.5')) return [];
  const named = settings.filter(({ name }) => name === 'Subsystem');
  return named.flatMap(({ args: [name = ''], line }, i) => {
    const first = named.findIndex(({ args }) => args[0] === name);
    return first < i ? [{ line, reason: `the subsystem ${name} is defined already, in line ${named[first]?.line.line}` }] : [];
  });
}

/** Asked of what is global only: a block may have its own user. */
function commandsWithoutUser(settings: readonly Setting[]): { line: ConfigurationLine; reason: string }[] {
  return ['AuthorizedKeysCommand', 'AuthorizedPrincipalsCommand'].flatMap((keyword) => {
    const command = settings.find(({ name, blocks }) => name === keyword && blocks.length === 0);
    const hasUser = settings.some(({ name }) => name === `${keyword}User`);
    return command === undefined || hasUser || /^none$/i.test(command.args[0] ?? '') ? [] : [{ line: command.line, reason: `${keyword} needs ${keyword}User beside it` }];
  });
}
