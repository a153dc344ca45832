import { type Keyword, serverKeyword } from '../openssh/server-keywords.js';
import { allBefore, describeRange, exactRelease, type ReleaseRange } from '../openssh/version.js';
import { algorithmList, isListKeyword } from './algorithm-list.js';
import type { ConfigurationLine } from './types.js';

/** Keywords of one argument that sshd gives a special word beside what their type says. */
const ALSO: Readonly<Record<string, RegExp>> = {
  Compression: /^(?:yes|no|delayed)$/i,
  AllowTcpForwarding: /^(?:yes|no|all|local|remote)$/i,
  X11Forwarding: /^(?:yes|no)$/i,
};

const TIME = /^(?:\d{1,9}|(?:\d{1,9}[smhdw]?)+)$/i;

/** Reasons for which sshd of these releases refuses the value; what is not certain is no fault. */
export function valueFaults(line: ConfigurationLine, range: ReleaseRange): string[] {
  const keyword = line.name === undefined ? undefined : serverKeyword(line.name);
  const [first, second] = line.arguments;
  if (keyword?.type === undefined || first === undefined) return [];
  const name = line.keyword?.text ?? keyword.name;
  if (keyword.deprecated !== undefined && !allBefore(range, keyword.deprecated)) return [];
  const fault = valueFault(keyword, first.text, range);
  if (fault !== undefined) return [`${name} ${fault}, not ${first.text === '' ? 'nothing' : first.text}`];
  if (second !== undefined) return [`${name} takes one value, and ${second.text} is a second one`];
  return keyword.type === 'algorithms' ? listFaults(keyword.name, name, first.text, range) : [];
}

function valueFault({ name, type, values }: Keyword, text: string, range: ReleaseRange): string | undefined {
  if (Object.hasOwn(ALSO, name) && ALSO[name]?.test(text)) return undefined;
  switch (type) {
    case 'yesno':
      // Any case is taken from 7.7 on.
      if (/^(?:yes|no)$/.test(text) || (/^(?:yes|no)$/i.test(text) && !allBefore(range, '7.7'))) return undefined;
      return 'takes yes or no';
    case 'words':
      return values?.some((value) => value.toLowerCase() === text.toLowerCase()) ? undefined : `takes ${values?.join(', ')}`;
    case 'number':
      return /^-?\d{1,9}$/.test(text) || text === 'none' ? undefined : 'takes a number';
    case 'time':
      return TIME.test(text) || text === 'none' ? undefined : 'takes seconds, or a time such as 2m30s';
    default:
      return text === '' ? 'takes a list of algorithms' : undefined;
  }
}

function listFaults(keyword: string, name: string, text: string, range: ReleaseRange): string[] {
  const release = exactRelease(range);
  if (release === undefined || !isListKeyword(keyword)) return [];
  const { refused, faulty } = algorithmList(keyword, text, release);
  if (faulty !== undefined) return [`${name} ${faulty}`];
  return refused.map((algorithm) => `${name} names ${algorithm}, which OpenSSH ${describeRange(range)} does not have`);
}
