import { statusDiagnoser } from './status.js';

export const sftpNoSuchFile = statusDiagnoser('No such file', {
  code: 'sftp-no-such-file',
  category: 'sftp',
  severity: 'info',
  summary: 'sftp: a file that does not exist',
  explain: `
A client asked the sftp server for a file or directory that does not exist. Often that is nothing: many clients look whether a file is there
before they upload it. Where a download fails, it is the answer.

## Usual causes
- A look before an upload (stat, lstat).
- A relative path: it counts from the home directory, or from the directory of \`internal-sftp -d\`. In a chroot, an absolute one counts from there.
- Upper and lower case; a symbolic link that leads out of the chroot.

## What the log cannot tell
From which directory a relative path counted. The line before names the request at LogLevel INFO of the sftp server; stat and lstat are named
at VERBOSE only: \`Subsystem sftp internal-sftp -l VERBOSE\`.`,
}, 'sftp clients asked for files that do not exist', (path) => ({
  summary: 'A logged-in client asked the sftp server for a file that is not there.',
  causes: ['The client looks whether a file exists before it writes it: then nothing is wrong.', 'A path that counts from another directory than expected: the home directory, or the chroot.'],
  fixes: [],
  unknowns: path === undefined ? ['Which file: the sftp server names it with -l VERBOSE on its Subsystem or ForceCommand line.'] : [],
}));
