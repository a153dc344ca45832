import type { Errno, PacketProblem } from '../events.js';
import { systemError } from './system-errors.js';

/**
 * What an error text says of a packet. `message authentication code incorrect` is not among these: sshd says it of a bad
 * length too, right behind the line that names the length.
 */
const PROBLEMS: readonly [RegExp, PacketProblem][] = [
  [/^Bad packet length /, 'bad-length'],
  [/^(?:Corrupted MAC on input|Decryption integrity check failed)$|^padding error: /, 'corrupted'],
  [/^(?:invalid format|incomplete message|string is too large)$|^(?:buffer|ssh_packet)_get_c?string: /, 'malformed'],
];

/** Why the transport gave up: what was wrong with a packet, or the error of the system that kept it from coming or going. */
export function transportError(reason: string): { reason: string; errno?: Errno; problem?: PacketProblem } {
  const found = PROBLEMS.find(([pattern]) => pattern.test(reason));
  return found === undefined ? systemError(reason) : { reason, problem: found[1] };
}
