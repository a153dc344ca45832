import { describe, expect, it } from 'vitest';
import type { ConnectionFacts } from '../../src/configuration/index.js';
import type { Fix } from '../../src/finding.js';
import { fitFix } from '../../src/fitting/fit-fix.js';
import { createOutlook } from '../../src/fitting/outlook.js';
import { configurationOf } from '../support/configuration.js';

const FRED: ConnectionFacts = { user: 'fred', address: '192.0.2.10', host: '192.0.2.10' };

function fit(text: string, lines: string[], { action = 'set', release = '9.2' }: { action?: Fix['action']; release?: string } = {}): unknown {
  const fitted = fitFix({ side: 'server', summary: '', action, file: 'sshd_config', lines }, createOutlook({ configuration: configurationOf(text) }, [FRED], { min: release, max: release }));
  if ('held' in fitted) return `held by line ${fitted.held.line.line}`;
  if ('unclear' in fitted) return `unclear because of line ${fitted.unclear.map(({ line }) => line.line).join()}`;
  return fitted.fix.edits?.map(({ line, replaces, lines: to }) => (replaces === undefined ? `${line}+ ${to.join(' | ')}` : `${line}: ${to.join(' | ')}`));
}

describe('a fix in a configuration', () => {
  it.each([
    ['is appended to an explicit list', 'MACs a,b # c\n', ['MACs +hmac-sha1-96'], ['1: MACs a,b,hmac-sha1-96 # c']],
    ['is appended to a list that adds', 'MACs +hmac-md5\n', ['MACs +hmac-sha1-96'], ['1: MACs +hmac-md5,hmac-sha1-96']],
    ['no longer takes a name away', 'MACs -hmac-sha1,umac-64@openssh.com\n', ['MACs +hmac-sha1'], ['1: MACs -umac-64@openssh.com']],
    ['writes no pattern anew, but the list', 'HostKeyAlgorithms -ssh-*\n', ['HostKeyAlgorithms +ssh-ed25519'], [expect.stringMatching(/^1: HostKeyAlgorithms [^+-].*,ssh-ed25519$/)]],
    ['keeps quotes and blanks around', '  MACs\t"a,b"  \n', ['MACs +hmac-md5'], ['1:   MACs\ta,b,hmac-md5  ']],
    ['goes behind the comment that names the keyword', '#MaxAuthTries 6\nPort 22\n', ['MaxAuthTries 10'], ['2+ MaxAuthTries 10']],
    ['goes in front of the first block', 'Port 22\n\nMatch User bob\n  X11Forwarding no\n', ['MaxAuthTries 10'], ['3+ MaxAuthTries 10']],
    ['goes to the end without a block', 'Port 22\n', ['MaxAuthTries 10'], ['2+ MaxAuthTries 10']],
    ['goes into an empty file', '', ['MaxAuthTries 10'], ['1+ MaxAuthTries 10']],
    ['changes the block that holds', 'MaxAuthTries 3\nMatch User fred\n  MaxAuthTries 2\n', ['MaxAuthTries 10'], ['3:   MaxAuthTries 10']],
    ['is held already', 'MaxAuthTries 10\n', ['MaxAuthTries 10'], 'held by line 1'],
    ['is held by more than it wants', 'MaxAuthTries 20\n', ['MaxAuthTries 10'], 'held by line 1'],
    ['is held by less where less is wanted', 'MaxAuthTries 2\n', ['MaxAuthTries 3'], 'held by line 1'],
    ['is held by a list that has the name', 'MACs a,hmac-sha1\n', ['MACs +hmac-sha1'], 'held by line 1'],
    ['is unclear where a block may apply', 'Match Group wheel\n  MaxAuthTries 2\n', ['MaxAuthTries 10'], 'unclear because of line 2'],
    ['adds a name to the last line of names', 'AllowUsers a\nAllowUsers b # c\n', ['AllowUsers fred'], ['2: AllowUsers b fred # c']],
    ['replaces the subsystem of that name', 'Subsystem x y\nsubsystem sftp /old -f A\n', ['Subsystem sftp internal-sftp'], ['2: subsystem sftp internal-sftp']],
    ['adds a subsystem of another name', 'Subsystem x y\n', ['Subsystem sftp internal-sftp'], ['2+ Subsystem sftp internal-sftp']],
    ['opens a block at the end', 'Port 22\n', ['Match User fred', '    X11Forwarding yes'], ['2+ Match User fred |     X11Forwarding yes']],
    ['opens a block in front of the one that would win', 'Port 22\nMatch All\n  X11Forwarding no\n', ['Match User fred', '    X11Forwarding yes'], ['2+ Match User fred |     X11Forwarding yes']],
    ['goes into the same block', 'match user fred\n  Banner a\n', ['Match User fred', '    X11Forwarding yes'], ['2+     X11Forwarding yes']],
    ['does not take another user for the same', 'Match User FRED\n  Banner a\n', ['Match User fred', '    X11Forwarding yes'], ['3+ Match User fred |     X11Forwarding yes']],
    ['takes somebody out of a block', 'Match Address 192.0.2.0/24 # lab\n  RefuseConnection yes\n', ['Match Address *,!192.0.2.10', '    RefuseConnection yes'], ['1: Match Address !192.0.2.10,192.0.2.0/24 # lab']],
    ['takes somebody out of a block that asks for something else', 'Match User f*\n  RefuseConnection yes\n', ['Match Address *,!192.0.2.10', '    RefuseConnection yes'], ['1: Match User f* Address *,!192.0.2.10']],
    ['writes a list in a block out, as a sign counts from the default there', 'PubkeyAcceptedAlgorithms ssh-ed25519\n', ['Match User fred', '    PubkeyAcceptedAlgorithms +ssh-rsa'], ['2+ Match User fred |     PubkeyAcceptedAlgorithms ssh-ed25519,ssh-rsa']],
  ] as [string, string, string[], unknown][])('%s', (_title, text, lines, expected) => expect(fit(text, lines)).toEqual(expected));

  it('is left as it is where sshd -T shows values without their places', () => {
    const output = 'port 22\naddressfamily any\nlogingracetime 120\nx11displayoffset 10\nmaxauthtries 6\npermituserenvironment no\nloglevel INFO\n';
    expect(fit(output, ['MaxAuthTries 10'])).toBeUndefined();
  });
});
