import { isIP } from '../ip-address.js';
import { patternName } from '../diagnosers/user-name.js';
import { findAlgorithm, isMarker } from '../openssh/algorithms.js';
import { kindOfList } from './lists.js';

/**
 * Words that may stand in a line of a patch. A log holds whatever a client wrote: what is no name that is known, no plain
 * user, address or number never gets in, whatever a fix says.
 */
const WORD = /^[\w.,:;@%/+*!?=^[\]-]+$/;
/** What the reader of a fix has to fill in. */
const PLACEHOLDER = /(?:^|[,!@/])(?:NAME|USER|GROUP|ADDRESS|HOST|PORT|PATH|FILE|DIRECTORY)(?=$|[,@/:])/;

const WITH_BLANKS = ['Subsystem', 'PerSourcePenalties'];

/**
 * Why these arguments may not go into a patch, as a sentence without its end; undefined where they may.
 * @param name of the keyword in its newest spelling
 * @param patterns whether names of algorithms may have wildcards
 */
export function valueFault(name: string, args: readonly string[], patterns: boolean): string | undefined {
  if (args.length === 0) return 'the line has no value';
  if (args.some((arg) => PLACEHOLDER.test(arg))) return 'it has a name that somebody has to fill in';
  if (!args.every((arg) => arg.length <= 1024 && WORD.test(arg))) return 'its value is not plain';
  // A blank in a name of the log would be two words here.
  if (args.length > 1 && !WITH_BLANKS.includes(name)) return 'its value is more than one word';
  const kind = kindOfList(name);
  if (kind !== undefined) {
    const names = (args[0] ?? '').replace(/^[+^-]/, '').split(',');
    const strange = names.find((item) => !(patterns && /[*?]/.test(item)) && (isMarker(item) || findAlgorithm(kind, item) === undefined));
    return strange === undefined ? undefined : 'it has a name that is of no known algorithm';
  }
  if (/^(?:Allow|Deny)(?:Users|Groups)$/.test(name)) return args.every(isPlainPattern) ? undefined : 'the user name is not plain, and could mean others too';
  return undefined;
}

/** Why a Match line may not go into a patch; undefined where it may. */
export function matchFault(criteria: string): string | undefined {
  const [name, pattern = '', ...rest] = criteria.split(' ');
  if (PLACEHOLDER.test(pattern)) return 'it has a name that somebody has to fill in';
  if (rest.length > 0) return 'its Match line is an example';
  if (name === 'User') return patternName(pattern) === undefined ? 'the user name is not plain, and could mean others too' : undefined;
  return name === 'Address' && isIP(pattern) !== 0 ? undefined : 'its Match line is an example';
}

/** `fred`, or `fred@192.0.2.1`: nobody else is meant. */
function isPlainPattern(pattern: string): boolean {
  const [user, address, ...rest] = pattern.split('@');
  return patternName(user) !== undefined && rest.length === 0 && (address === undefined || isIP(address) !== 0);
}
