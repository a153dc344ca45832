import { describe, expect, it } from 'vitest';
import { findingOf, MAIN, needs, patch } from '../support/patching.js';

const DIRECTORY = '/etc/ssh/sshd_config.d';
const OWN = `${DIRECTORY}/00-sshlog.conf`;
const findings = [needs('MACs', 'hmac-md5', 'ok'), findingOf('max-sessions', [{ lines: ['MaxSessions 30'] }])];
const request = { findings, release: '9.2', dropIn: true };
const include = `Include ${DIRECTORY}/*.conf\n`;

describe('a drop-in file', () => {
  it('is new, and everything else stays as it is', () => {
    const files = { [MAIN]: `${include}Port 22\nMACs hmac-sha2-256\n` };
    expect(patch({ ...request, files }).files).toEqual({ ...files, [OWN]: 'MACs hmac-sha2-256,hmac-md5\nMaxSessions 30\n' });
  });

  it('is read, and gets no further changes, the second time', () => {
    const { files } = patch({ ...request, files: { [MAIN]: `${include}Port 22\n` } });
    expect(patch({ ...request, files }).edits).toEqual([]);
    expect(patch({ ...request, findings: [needs('MACs', 'hmac-sha1-96')], files }).files[OWN]).toBe('MACs +hmac-md5,hmac-sha1-96\nMaxSessions 30\n');
  });

  it('sorts before the files that would win over it', () => {
    const other = `${DIRECTORY}/00-local.conf`;
    const { files } = patch({ ...request, files: { [MAIN]: include, [other]: 'MACs hmac-sha2-512\n' } });
    expect(files).toMatchObject({ [other]: 'MACs hmac-sha2-512\n', [`${DIRECTORY}/0-sshlog.conf`]: 'MACs hmac-sha2-512,hmac-md5\nMaxSessions 30\n' });
  });

  it('beats the crypto policy of RHEL 9', () => {
    const policy = {
      [MAIN]: `${include}Subsystem sftp /usr/libexec/openssh/sftp-server\n`,
      [`${DIRECTORY}/50-redhat.conf`]: 'Include /etc/crypto-policies/back-ends/opensshserver.config\nX11Forwarding yes\n',
      '/etc/crypto-policies/back-ends/opensshserver.config': 'MACs hmac-sha2-512\n',
    };
    expect(patch({ ...request, files: policy }).files).toEqual({ ...policy, [OWN]: 'MACs hmac-sha2-512,hmac-md5\nMaxSessions 30\n' });
    const sftp = findingOf('subsystem-program-missing', [{ lines: ['Subsystem sftp internal-sftp'] }]);
    expect(patch({ ...request, release: '8.7', findings: [sftp], files: policy })).toMatchObject({ edits: [], left: [{ reason: expect.stringContaining('a second time is an error') }] });
    expect(patch({ ...request, release: '9.9', findings: [sftp], files: policy }).files[OWN]).toBe('Subsystem sftp internal-sftp\n');
  });

  it('leaves out what a line in front of the Include wins over, and names it', () => {
    const { files, left } = patch({ ...request, files: { [MAIN]: `MACs hmac-sha2-256\n${include}` } });
    expect(files[OWN]).toBe('MaxSessions 30\n');
    expect(left).toMatchObject([{ code: 'no-common-mac', reason: expect.stringContaining(`${MAIN}:1 sets it before`) }]);
  });

  it('needs an Include that reads it, and a release that has one', () => {
    expect(() => patch({ ...request, files: { [MAIN]: 'Port 22\n' } })).toThrow('has no Include');
    expect(() => patch({ ...request, files: { [MAIN]: 'Include /etc/ssh/local.conf\n' } })).toThrow('has no Include');
    expect(() => patch({ ...request, files: { [MAIN]: `Match User a\n${include}` } })).toThrow('has no Include');
    expect(() => patch({ ...request, release: '7.4', files: { [MAIN]: 'Port 22\n' } })).toThrow('Include came with OpenSSH 8.2');
  });

  it('has Match blocks behind what holds for everybody', () => {
    const forFred = findingOf('pubkey-algorithm-not-accepted', [{ strength: 'ok', lines: ['Match User fred', '    PubkeyAcceptedAlgorithms +ssh-dss'] }]);
    const files = { [MAIN]: include };
    const { files: after } = patch({ ...request, findings: [forFred, ...findings], files });
    expect(after[OWN]).toBe('MACs +hmac-md5\nMaxSessions 30\nMatch User fred\n    PubkeyAcceptedAlgorithms +ssh-dss\n');
    expect(patch({ ...request, findings: [forFred, ...findings], files: after }).edits).toEqual([]);
    const old = findingOf('pubkey-algorithm-not-accepted', [{ strength: 'ok', lines: ['Match User fred', '    PubkeyAcceptedKeyTypes +ssh-dss'] }]);
    expect(patch({ ...request, release: '8.2', findings: [old], files })).toMatchObject({ edits: [], left: [{ reason: expect.stringContaining('overlooks Match') }] });
  });
});
