import type * as z from 'zod';
import { suggestion } from '../suggest.js';

/** More choices than this are not listed. */
const MOST_CHOICES = 12;

const TYPES: Record<string, string> = {
  string: 'a text', number: 'a whole number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'an object',
};

/** What is wrong at which place of a configuration file, and what was expected there: `ignore[0].expires: …`. */
export function explainIssue(issue: z.core.$ZodIssue): string {
  const at = place(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${at === '' ? '' : `${at}: `}there is no setting ${issue.keys.join(', ')}; sshlog schema config lists them`;
    case 'invalid_value': {
      const known = issue.values.map(String);
      const word = String(issue.input);
      if (known.length > MOST_CHOICES) return `${at}: there is no ${word}${suggestion({ word, known }) || '; sshlog codes lists what there is'}`;
      return `${at}: expected ${known.join(' or ')}, not ${JSON.stringify(issue.input)}`;
    }
    case 'invalid_type':
      return `${at === '' ? '' : `${at}: `}expected ${TYPES[issue.expected] ?? issue.expected}, not ${JSON.stringify(issue.input) ?? 'nothing'}`;
    case 'custom':
      return `${at}: ${issue.message.replace(/\.$/, '')}`;
    default:
      return `${at}: ${issue.message.replace(/^(?:Invalid input|Too small|Too big): /, '')}`;
  }
}

function place(path: readonly PropertyKey[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('');
}
