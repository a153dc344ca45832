import type { Fix } from '../../finding.js';
import { allBefore, allFrom } from '../../openssh/version.js';
import { setInConfig, type Whereabouts } from '../server-change.js';

/** A Subsystem line in the place of the one that is there: through 9.4 a second one of the name stops sshd, from 9.5 on it counts for nothing. */
export function setSubsystem(where: Whereabouts, summary: string, line: string): Fix {
  const second = allFrom(where.range, '9.5') ? 'sshd takes the first' : allBefore(where.range, '9.5') ? 'with two of them sshd does not start'
    : 'with two of them sshd does not start, or, from 9.5 on, takes the first';
  return setInConfig(where, summary, [line], `Replace the Subsystem sftp line that is there, if there is one, in included files too: ${second}.`);
}

/** The sftp server that is part of sshd. */
export function internalSftp(where: Whereabouts, summary = 'use the sftp server that is part of sshd'): Fix {
  return setSubsystem(where, summary, 'Subsystem sftp internal-sftp');
}
