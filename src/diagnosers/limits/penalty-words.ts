import type { PenaltyReason } from '../../events.js';

/** What a source did, behind "because"; and what to look at. */
export const PENALTY_WORDS: Readonly<Record<PenaltyReason, { because: string; look: string }>> = {
  authfail: {
    because: 'it failed to log in',
    look: 'A program with an old password or a key that is no longer authorized: look for Failed and Connection closed lines of this address.',
  },
  noauth: {
    because: 'it connected without trying to log in',
    look: 'Monitoring that only opens the port, a load balancer, a scanner, or ssh-keyscan.',
  },
  'grace-exceeded': {
    because: 'it stayed connected without logging in until LoginGraceTime ran out',
    look: 'A prompt that nobody answered, or a program that holds connections open.',
  },
  crash: {
    because: 'the sshd process that served it crashed',
    look: 'Somebody probes for a flaw, or sshd has one: keep the core dump and update OpenSSH.',
  },
  refuseconnection: {
    because: 'RefuseConnection in sshd_config prohibits it',
    look: 'The Match block that holds RefuseConnection matches this source or user.',
  },
  invaliduser: {
    because: 'it asked for users that do not exist',
    look: 'A typing error in a user name, a deleted account that a job still uses, or guessing.',
  },
};
