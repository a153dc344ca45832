import { backportedBy } from '../openssh/backports.js';
import { type Keyword, serverKeyword } from '../openssh/server-keywords.js';
import { allBefore, describeRange, exactRelease, type ReleaseRange } from '../openssh/version.js';
import { algorithmList, isListKeyword, unheardOf } from './algorithm-list.js';
import type { ConfigurationLine } from './types.js';
import { shapeFault } from './value-shapes.js';

/** Seconds, or amounts with their units; the last may lack it. */
const TIME = /^(?=.)(?:\d{1,9}[smhdw]){0,20}\d{0,9}$/i;

/** Reasons for which sshd of these releases refuses the value; what is not certain is no fault. */
export function valueFaults(line: ConfigurationLine, range: ReleaseRange): string[] {
  const keyword = line.name === undefined ? undefined : serverKeyword(line.name);
  const [first, second] = line.arguments;
  if (keyword === undefined || first === undefined) return [];
  if (keyword.deprecated !== undefined && !allBefore(range, keyword.deprecated)) return [];
  const name = line.keyword?.text ?? keyword.name;
  const args = line.arguments.map(({ text }) => text);
  const fault = keyword.type === undefined ? shapeFault(keyword.name, args) : valueFault(keyword, first.text, range);
  if (fault !== undefined) return [`${name} ${fault}, not ${args.join(' ') === '' ? 'nothing' : args.join(' ')}`];
  if (second !== undefined && keyword.type !== undefined) return [`${name} takes one value, and ${second.text} is a second one`];
  return keyword.type === 'algorithms' ? listFaults(keyword.name, name, first.text, range) : [];
}

function valueFault({ name, type, values }: Keyword, text: string, range: ReleaseRange): string | undefined {
  switch (type) {
    case 'yesno':
      // Any case is taken from 7.7 on.
      return /^(?:yes|no)$/.test(text) || (/^(?:yes|no)$/i.test(text) && !allBefore(range, '7.7')) ? undefined : 'takes yes or no';
    case 'words':
      return values?.some((value) => value.toLowerCase() === text.toLowerCase()) ? undefined : `takes ${values?.join(', ')}`;
    case 'number':
      return /^-?\d{1,9}$/.test(text) ? shapeFault(name, [text]) : 'takes a number';
    case 'time':
      return isTime(text) ? undefined : 'takes seconds, or a time such as 2m30s';
    default:
      return text === '' ? 'takes a list of algorithms' : undefined;
  }
}

function isTime(text: string): boolean {
  return text.length < 100 && TIME.test(text);
}

function listFaults(keyword: string, name: string, text: string, range: ReleaseRange): string[] {
  if (!isListKeyword(keyword)) return [];
  const foreign = unheardOf(keyword, text);
  if (foreign !== undefined) return [`${name} names ${foreign}, which no release of OpenSSH has`];
  const release = exactRelease(range);
  if (release === undefined) return [];
  const { refused, faulty } = algorithmList(keyword, text, release);
  if (faulty !== undefined) return [`${name} ${faulty}`];
  return refused.map((algorithm) => `${name} names ${algorithm}, which OpenSSH ${describeRange(range)} does not have`);
}

/** What upstream's sshd of that release would refuse, and that of a vendor takes: keyword and algorithms of the line. */
export function vendorWarnings({ keyword, name = '', arguments: [value] }: ConfigurationLine, range: ReleaseRange): string[] {
  const written = keyword?.text ?? name;
  const since = serverKeyword(name)?.since;
  const vendor = since !== undefined && allBefore(range, since) ? backportedBy('keywords', written, range) : undefined;
  const entries = isListKeyword(name) ? (value?.text.replace(/^[-+^]/, '').split(',') ?? []) : [];
  const algorithms = entries.filter((entry) => backportedBy('algorithms', entry, range) !== undefined);
  const owner = backportedBy('algorithms', algorithms[0] ?? '', range);
  return [
    ...(vendor === undefined ? [] : [`${written} is known from ${since} on; to ${describeRange(range)} only ${vendor} brought it, and others refuse it`]),
    ...(owner === undefined ? [] : [`${written} names ${algorithms.join(',')}, which of OpenSSH ${describeRange(range)} only that of ${owner} has`]),
  ];
}
