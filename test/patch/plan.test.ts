import { describe, expect, it } from 'vitest';
import { analyzeFile } from '../support/analyze-file.js';
import { findingOf, MAIN, needs, patch, patchMain } from '../support/patching.js';

const AT = { release: '9.2' };

/** The configuration of a published guide to hardening CentOS 6, and the two failures that it goes on to explain. */
const HARDENED = `# Hardening SSH configuration
KexAlgorithms ecdh-sha2-nistp521,ecdh-sha2-nistp384,ecdh-sha2-nistp256,diffie-hellman-group-exchange-sha256
MACs hmac-sha2-512,hmac-sha2-256
Ciphers aes256-ctr,aes192-ctr,aes128-ctr
`;

describe('the hardened server of CentOS 6', async () => {
  const logs = await Promise.all(['mac-mismatch-5.3', 'kex-mismatch-5.3-debug2-wrapped'].map((name) => analyzeFile(`fixtures/seeds/${name}.log`)));
  const findings = logs.flatMap((report) => report.findings);
  const range = { min: '5.3', max: '5.3' };

  it('gets the lists of the guide, with the strongest that the client offers', () => {
    const { files, reasons } = patch({ findings, files: { [MAIN]: HARDENED }, range, allowWeak: true });
    expect(files[MAIN]).toBe(HARDENED
      .replace('group-exchange-sha256', 'group-exchange-sha256,diffie-hellman-group14-sha1')
      .replace('hmac-sha2-256', 'hmac-sha2-256,hmac-ripemd160'));
    expect(reasons).toEqual([
      expect.stringMatching(/sshd_config:3: MACs takes in hmac-ripemd160, the strongest of the 6 that the client of no-common-mac offers.*weak: RIPEMD-160/),
      expect.stringMatching(/sshd_config:2: KexAlgorithms takes in diffie-hellman-group14-sha1, the strongest of the 3 .*weak: SHA-1/),
    ]);
  });

  it('stays as it is where weak algorithms are not allowed, and says so', () => {
    const { edits, left } = patch({ findings, files: { [MAIN]: HARDENED }, range });
    expect(edits).toEqual([]);
    expect(left).toContainEqual({ code: 'no-common-mac', what: 'MACs with hmac-ripemd160', reason: 'it is weak; --allow-weak takes it in' });
  });

  it('needs nothing more once it has another of the names that the client offers', () => {
    const by_hand = HARDENED.replace('hmac-sha2-256', 'hmac-sha2-256,hmac-sha1-96').replace('group-exchange-sha256', 'group-exchange-sha256,diffie-hellman-group1-sha1');
    expect(patch({ findings, files: { [MAIN]: by_hand }, range, allowWeak: true }).edits).toEqual([]);
  });
});

describe('the line of a list', () => {
  const mac = [needs('MACs', 'hmac-sha2-256')];

  it.each([
    ['MACs hmac-sha2-512\n', 'MACs hmac-sha2-512,hmac-sha2-256\n'],
    ['macs=hmac-sha2-512   # mine\n', 'macs=hmac-sha2-512,hmac-sha2-256   # mine\n'],
    ['\tMACs "hmac-sha2-512"\r\n', '\tMACs "hmac-sha2-512,hmac-sha2-256"\r\n'],
    ['MACs hmac-sha2-512', 'MACs hmac-sha2-512,hmac-sha2-256'],
    ['MACs hmac-sha2-512\nMACs umac-64@openssh.com\n', 'MACs hmac-sha2-512,hmac-sha2-256\nMACs umac-64@openssh.com\n'],
    ['MACs -hmac-sha2-256,hmac-sha1\n', 'MACs -hmac-sha1\n'],
    ['# caf\xe9 \xff\nMACs hmac-sha2-512\n', '# caf\xe9 \xff\nMACs hmac-sha2-512,hmac-sha2-256\n'],
  ])('%j', (text, after) => {
    expect(patchMain(text, mac, AT)).toBe(after);
  });

  it('is one for several findings', () => {
    expect(patchMain('MACs hmac-sha2-512\n', [needs('MACs', 'hmac-sha2-256'), needs('MACs', 'umac-128@openssh.com')], AT))
      .toBe('MACs hmac-sha2-512,hmac-sha2-256,umac-128@openssh.com\n');
  });

  it('is not there where the release accepts the name by itself', () => {
    const { edits, already } = patch({ findings: mac, files: { [MAIN]: 'Port 22\n' }, ...AT });
    expect(edits).toEqual([]);
    expect(already).toMatchObject([{ reason: expect.stringContaining('OpenSSH 9.2 accepts it by itself') }]);
  });

  it('is what the log shows of the server, or the default of a release that is certain, and no guess', () => {
    const old = (serverOffer?: string[]) => findingOf('no-common-mac', [{ strength: 'ok', lines: ['MACs hmac-md5,hmac-sha2-256'], adds: { keyword: 'MACs', names: ['hmac-sha2-256'] } }], {
      negotiation: { kind: 'mac', direction: 'both', clientOffer: ['hmac-sha2-256'], ...(serverOffer && { serverOffer }), common: [], offerTruncated: false, next: [] },
    });
    const files = { [MAIN]: 'Port 22\n' };
    const range = { min: '5.6', max: '5.9' };
    expect(patch({ findings: [old(['hmac-md5'])], files, range }).files[MAIN]).toBe('Port 22\nMACs hmac-md5,hmac-sha2-256\n');
    expect(patch({ findings: [old()], files, range })).toMatchObject({ edits: [], left: [{ reason: expect.stringContaining('the whole list has to be written out') }] });
  });

  it('takes in no name that the server may have lost: sshd would refuse the whole file', () => {
    const findings = [needs('KexAlgorithms', 'sntrup4591761x25519-sha512@tinyssh.org')];
    const files = { [MAIN]: 'Port 22\n' };
    expect(patch({ findings, files, range: { min: '8.0', max: '8.4' } }).files[MAIN]).toBe('Port 22\nKexAlgorithms +sntrup4591761x25519-sha512@tinyssh.org\n');
    expect(patch({ findings, files, range: { min: '8.0' } })).toMatchObject({ edits: [], left: [{ reason: expect.stringMatching(/^not every .*--openssh VERSION may tell$/) }] });
  });

  it('is not guessed where the log shows that something else sets it', () => {
    const [{ negotiation }] = mac as [typeof mac[0] & object];
    const finding = findingOf('no-common-mac', [{ action: 'append', strength: 'ok', adds: { keyword: 'MACs', names: ['hmac-md5'] } }], {
      ...(negotiation && { negotiation: { ...negotiation, clientOffer: ['hmac-md5'] } }),
    });
    const { edits, left } = patch({ findings: [finding], files: { [MAIN]: 'Port 22\n' }, ...AT });
    expect(edits).toEqual([]);
    expect(left).toMatchObject([{ reason: expect.stringContaining('a crypto policy') }]);
  });
});

describe('a new line', () => {
  const kex = [needs('KexAlgorithms', 'diffie-hellman-group-exchange-sha1')];
  const line = 'KexAlgorithms +diffie-hellman-group-exchange-sha1\n';

  it.each([
    ['', line],
    ['Port 22\n', `Port 22\n${line}`],
    ['Port 22\n\n# sftp\nMatch Group sftp\n    X11Forwarding no\n', `Port 22\n${line}\n# sftp\nMatch Group sftp\n    X11Forwarding no\n`],
    ['Match Group sftp\n    X11Forwarding no\n', `${line}Match Group sftp\n    X11Forwarding no\n`],
    ['#KexAlgorithms a,b\nPort 22\n', `#KexAlgorithms a,b\n${line}Port 22\n`],
    ['# KexAlgorithms are a matter of taste\nPort 22\n#Match User a\n', `# KexAlgorithms are a matter of taste\nPort 22\n${line}#Match User a\n`],
    ['Port 22', `Port 22\n${line.trim()}`],
  ])('behind what holds for everybody: %j', (text, after) => {
    expect(patchMain(text, kex, AT)).toBe(after);
  });

  it('in the spelling of the release, and not where the release does not know it', () => {
    const finding = findingOf('subsystem-not-found', [{ lines: ['RequiredRSASize 2048'] }]);
    expect(patch({ findings: [finding], files: { [MAIN]: 'Port 22\n' }, release: '7.4' }).left).toMatchObject([{ reason: 'RequiredRSASize is known from 9.1 on' }]);
  });
});

describe('included files', () => {
  const files = { [MAIN]: 'Include /etc/ssh/sshd_config.d/*.conf\nMACs hmac-sha2-512\n', '/etc/ssh/sshd_config.d/10-a.conf': '# a\r\nMACs umac-64@openssh.com\r\n' };
  const findings = [needs('MACs', 'hmac-sha2-256')];

  it('are changed where their line wins', () => {
    expect(patch({ findings, files, ...AT }).files).toEqual({ ...files, '/etc/ssh/sshd_config.d/10-a.conf': '# a\r\nMACs umac-64@openssh.com,hmac-sha2-256\r\n' });
  });

  it('are not changed where a program writes them: a line in front of the Include wins', () => {
    const policy = {
      [MAIN]: 'Port 22\nInclude /etc/ssh/sshd_config.d/*.conf\nX11Forwarding yes\n',
      '/etc/ssh/sshd_config.d/50-redhat.conf': 'Include /etc/crypto-policies/back-ends/opensshserver.config\n',
      '/etc/crypto-policies/back-ends/opensshserver.config': 'MACs hmac-sha2-512\n',
    };
    expect(patch({ findings, files: policy, ...AT }).files).toEqual({
      ...policy, [MAIN]: 'Port 22\nMACs hmac-sha2-512,hmac-sha2-256\nInclude /etc/ssh/sshd_config.d/*.conf\nX11Forwarding yes\n',
    });
  });
});

describe('Match blocks', () => {
  const finding = findingOf('pubkey-algorithm-not-accepted', [{ action: 'append', strength: 'ok', lines: ['Match User USER', '    PubkeyAcceptedAlgorithms +ecdsa-sha2-nistp256'] }], {
    users: [{ name: 'fred', count: 1 }],
  });
  const block = 'Match User fred\n    PubkeyAcceptedAlgorithms ';

  it.each([
    ['Port 22\n', `Port 22\n${block}+ecdsa-sha2-nistp256\n`, '7.0'],
    ['PubkeyAcceptedAlgorithms ssh-ed25519\n', `PubkeyAcceptedAlgorithms ssh-ed25519\n${block}ssh-ed25519,ecdsa-sha2-nistp256\n`, '9.2'],
    ['PubkeyAcceptedAlgorithms -ecdsa*\nMatch User fred\n\tX11Forwarding no\n\nMatch User bob\n\tX11Forwarding no\n',
      'PubkeyAcceptedAlgorithms -ecdsa*\nMatch User fred\n\tX11Forwarding no\n\tPubkeyAcceptedAlgorithms ssh-ed25519-cert', '9.2'],
    ['PubkeyAcceptedAlgorithms ssh-ed25519\nMatch User fre*\n    PubkeyAcceptedAlgorithms ssh-rsa\n',
      `PubkeyAcceptedAlgorithms ssh-ed25519\n${block}ssh-ed25519,ecdsa-sha2-nistp256\nMatch User fre*\n    PubkeyAcceptedAlgorithms ssh-rsa\n`, '9.2'],
    ['PubkeyAcceptedKeyTypes ssh-ed25519\nMatch User fred\n  PubkeyAcceptedKeyTypes ssh-rsa\n', 'PubkeyAcceptedKeyTypes ssh-ed25519\nMatch User fred\n  PubkeyAcceptedKeyTypes ssh-rsa,ecdsa-sha2-nistp256\n', '9.2'],
  ])('%j', (text, after, release) => {
    const spelled = release === '7.0' ? { ...finding, fixes: finding.fixes.map((fix) => ({ ...fix, lines: ['Match User USER', '    PubkeyAcceptedKeyTypes +ssh-dss'] })) } : finding;
    const wanted = release === '7.0' ? after.replace('PubkeyAcceptedAlgorithms +ecdsa-sha2-nistp256', 'PubkeyAcceptedKeyTypes +ssh-dss') : after;
    expect(patchMain(text, [spelled], { release }).slice(0, wanted.length)).toBe(wanted);
  });

  it('never take in what is new for everybody', () => {
    const old = { ...finding, fixes: finding.fixes.map((fix) => ({ ...fix, lines: ['Match User USER', '    PubkeyAcceptedAlgorithms +ssh-rsa'] })) };
    const both = [old, findingOf('max-sessions', [{ lines: ['MaxSessions 30'] }])];
    for (const text of ['', 'Port 22\n', 'Port 22']) {
      const after = patchMain(text, both, AT);
      expect(after).toMatch(/MaxSessions 30\nMatch User fred\n    PubkeyAcceptedAlgorithms \+ssh-rsa\n?/);
      expect(patch({ findings: both, files: { [MAIN]: after }, ...AT }).edits).toEqual([]);
    }
  });

  it('are told where they set otherwise what holds for everybody', () => {
    const text = 'LogLevel DEBUG\nMatch User fred\n    LogLevel DEBUG3\n';
    const { files, reasons } = patch({ findings: [findingOf('debug-logging-enabled', [{ lines: ['LogLevel INFO'] }])], files: { [MAIN]: text }, ...AT });
    expect(files[MAIN]).toBe(text.replace('DEBUG\n', 'INFO\n'));
    expect(reasons).toContainEqual(expect.stringContaining(`${MAIN}:3: a Match block sets LogLevel otherwise`));
  });
});

describe('what a person has to decide', () => {
  const letIn = findingOf('user-not-in-allowusers', [
    { action: 'append', lines: ['AllowUsers alice'] }, { action: 'append', lines: ['AllowUsers alice@192.0.2.70'] },
  ]);
  const files = { [MAIN]: 'AllowUsers root\nAllowUsers bob # admins\n' };

  it('goes in where the finding was chosen by its code, the first of several ways', () => {
    expect(patch({ findings: [letIn], files, ...AT })).toMatchObject({ edits: [], left: [{ reason: expect.stringContaining('--select user-not-in-allowusers takes it in') }, {}] });
    const { files: after, left } = patch({ findings: [letIn], files, asked: ['user-not-in-allowusers'], ...AT });
    expect(after[MAIN]).toBe('AllowUsers root\nAllowUsers bob alice # admins\n');
    expect(left).toEqual([{ code: 'user-not-in-allowusers', what: 'AllowUsers alice@192.0.2.70', reason: 'it is another way to do the same' }]);
  });

  it('never begins a list that would shut out everybody else', () => {
    const { edits, left } = patch({ findings: [letIn], files: { [MAIN]: 'Port 22\n' }, asked: 'all', ...AT });
    expect([edits, left[1]?.reason]).toEqual([[], expect.stringContaining('shut out everybody else')]);
  });

  it('is left alone where a Match block has a list of its own', () => {
    const text = 'AllowUsers root\nMatch Address 192.0.2.0/24\n    AllowUsers bob\n';
    expect(patch({ findings: [letIn], files: { [MAIN]: text }, asked: 'all', ...AT }).edits).toEqual([]);
  });

  it('of two findings that want another value, the first holds', () => {
    const { files: after, left } = patch({
      findings: [findingOf('connection-lost', [{ lines: ['ClientAliveInterval 60'] }]), findingOf('remote-forward-port-in-use', [{ lines: ['ClientAliveInterval 30'] }])],
      files: { [MAIN]: 'ClientAliveInterval 5\n' }, ...AT,
    });
    expect(after[MAIN]).toBe('ClientAliveInterval 60\n');
    expect(left).toMatchObject([{ code: 'remote-forward-port-in-use', reason: 'connection-lost wants ClientAliveInterval 60 there' }]);
  });
});

describe('a value that goes further already', () => {
  it.each([
    ['max-sessions', 'MaxSessions 30', 'MaxSessions 50\n'],
    ['max-startups', 'MaxStartups 100:30:200', 'MaxStartups 300\n'],
    ['max-startups', 'LoginGraceTime 30', 'LoginGraceTime 20\n'],
    ['too-many-failures', 'PermitRootLogin prohibit-password', 'PermitRootLogin no\n'],
    ['root-login-not-permitted', 'PermitRootLogin prohibit-password', 'PermitRootLogin without-password\n'],
    ['log-level-too-low', 'LogLevel DEBUG2', 'LogLevel debug3\n'],
    ['debug-logging-enabled', 'LogLevel INFO', 'Port 22\n'],
    ['accepted-none', 'PermitEmptyPasswords no', ''],
  ])('stays: %s, %s, %j', (code, line, text) => {
    expect(patch({ findings: [findingOf(code, [{ lines: [line] }])], files: { [MAIN]: text }, asked: 'all', ...AT })).toMatchObject({ edits: [], already: [{ code }] });
  });

  it.each([
    ['max-startups', 'MaxStartups 100:30:200', 'MaxStartups 10\n', 'MaxStartups 100:30:200\n'],
    ['max-startups', 'LoginGraceTime 30', 'LoginGraceTime 0\n', 'LoginGraceTime 30\n'],
    ['subsystem-program-missing', 'Subsystem sftp internal-sftp', 'Subsystem other /x\nSubsystem\tsftp  /gone -f A\n', 'Subsystem other /x\nSubsystem\tsftp  internal-sftp\n'],
  ])('and one that does not is changed: %s, %s, %j', (code, line, text, after) => {
    expect(patchMain(text, [findingOf(code, [{ lines: [line] }])], AT)).toBe(after);
  });
});

describe('host keys', () => {
  const one = findingOf('no-common-hostkey', [{ action: 'append', strength: 'ok', lines: ['HostKey /etc/ssh/ssh_host_ecdsa_key'], commands: ['[ -e f ] || ssh-keygen'] }]);
  const twin = findingOf('no-common-hostkey', [{ action: 'append', strength: 'ok', lines: ['HostKey /etc/ssh/ssh_host_rsa_key', 'HostKey /etc/ssh/ssh_host_ecdsa521_key'] }]);

  it('get a line only beside other ones, and then only the new key', () => {
    expect(patch({ findings: [one], files: { [MAIN]: 'Port 22\n' }, ...AT })).toMatchObject({ edits: [], already: [{ reason: expect.stringContaining('by itself') }] });
    expect(patchMain('HostKey /a\nHostKey /b\nPort 22\n', [one], AT)).toBe('HostKey /a\nHostKey /b\nHostKey /etc/ssh/ssh_host_ecdsa_key\nPort 22\n');
    expect(patchMain('HostKey /a\n', [twin], AT)).toBe('HostKey /a\nHostKey /etc/ssh/ssh_host_ecdsa521_key\n');
  });

  it('all get a line where sshd would not load the new one by itself', () => {
    expect(patchMain('Port 22\n', [twin], AT)).toBe('Port 22\nHostKey /etc/ssh/ssh_host_rsa_key\nHostKey /etc/ssh/ssh_host_ecdsa521_key\n');
  });
});
