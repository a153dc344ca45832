import type { PacketProblem } from '../events.js';

/**
 * What an error text says of a packet. `message authentication code incorrect` is not among these: sshd says it of a bad
 * length too, right behind the line that names the length.
 */
const PROBLEMS: readonly [RegExp, PacketProblem][] = [
  [/^Bad packet length /, 'bad-length'],
  [/^(?:Corrupted MAC on input|Decryption integrity check failed)$|^padding error: /, 'corrupted'],
  [/^(?:invalid format|incomplete message|string is too large)$|^(?:buffer|ssh_packet)_get_c?string: /, 'malformed'],
];

export function packetProblem(reason: string): { reason: string; problem?: PacketProblem } {
  const found = PROBLEMS.find(([pattern]) => pattern.test(reason));
  return found === undefined ? { reason } : { reason, problem: found[1] };
}
