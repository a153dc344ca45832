import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

const at = (second: number, pid: number, text: string, program = 'sshd') => `Nov 20 21:00:0${second} server ${program}[${pid}]: ${text}`;
const closed = (user: string) => at(9, 1219, `Connection closed by authenticating user ${user} 192.0.2.10 port 50022 [preauth]`);
const failed = (user: string) => at(4, 1219, `Failed password for ${user} from 192.0.2.10 port 50022 ssh2`);

async function found(...lines: string[]) {
  const { findings } = await analyzeLines(lines);
  return findings;
}

describe('a one-time code', () => {
  const refused = at(4, 1219, 'error: PAM: Authentication failure for fred from 192.0.2.10');
  const module = (text: string) => at(2, 1221, text, 'sshd(pam_google_authenticator)');

  it('that is wrong is not taken for a wrong password', async () => {
    const [finding, ...others] = await found(module('Invalid verification code for fred'), refused, closed('fred'));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'bad-password', title: 'wrong one-time code for fred', evidence: [{ line: 1 }, { line: 2 }], count: 1, attempts: 1 });
    expect(JSON.stringify(finding?.fixes)).not.toMatch(/passwd|ssh-copy-id/);
  });

  it('cannot be right where there is no secret', async () => {
    const [finding] = await found(
      module('Failed to read "/home/fred/.google_authenticator" for "fred"'), module('No secret configured for user fred, asking for code anyway.'), refused, closed('fred'),
    );
    expect(finding?.summary).toContain('no secret to check it with (Failed to read "/home/fred/.google_authenticator")');
  });

  it('of another user or of another time says nothing', async () => {
    const [other] = await found(module('Invalid verification code for alice'), refused, closed('fred'));
    expect(other?.title).toBe('wrong password for fred');
    const [later] = await found('Nov 20 20:00:00 server sshd(pam_google_authenticator)[1221]: Invalid verification code for fred', refused, closed('fred'));
    expect(later?.title).toBe('wrong password for fred');
  });
});

describe('what sshd says for PAM with keyboard-interactive', () => {
  it('is a refusal by PAM where permission is denied, not a failure without a reason', async () => {
    const findings = await found(at(4, 1219, 'error: PAM: Permission denied for fred from 192.0.2.10'), closed('fred'));
    expect(findings.map(({ code }) => code)).toEqual(['pam-account-denied']);
    expect(findings[0]?.summary).not.toContain('account phase');
  });

  it('may say of another refusal that the account has expired: the line of the module counts more', async () => {
    const expired = at(4, 1219, 'error: PAM: User account has expired for fred from 192.0.2.10');
    const [alone] = await found(expired, closed('fred'));
    expect(alone).toMatchObject({ code: 'account-expired', unknowns: [expect.stringContaining('Whether it has expired')] });
    const findings = await found(at(3, 1219, "pam_access(sshd:account): access denied for user `fred' from `192.0.2.10'"), expired, closed('fred'));
    expect(findings.map(({ code }) => code)).toEqual(['pam-account-denied']);
  });
});

describe('pam_sss in the account phase', () => {
  const denied = (detail: string, user = 'fred') => at(3, 1219, `pam_sss(sshd:account): Access denied for user ${user}: ${detail}`);

  it.each([
    ['13 (User account has expired)', 'account-expired'],
    ['9 (Authentication service cannot retrieve authentication info)', 'auth-backend-unavailable'],
    ['6 (Permission denied)', 'pam-account-denied'],
  ])('says with %s why', async (detail, code) => {
    expect((await found(denied(detail), failed('fred'), closed('fred'))).map((finding) => finding.code)).toEqual([code]);
  });

  it('that failed has not decided anything', async () => {
    const [finding] = await found(denied('4 (System error)'), failed('fred'), closed('fred'));
    expect(finding?.causes).toEqual([expect.stringContaining('sssd failed')]);
  });

  it('is asked about the user of a domain by his whole name, which AllowUsers would take for a host', async () => {
    const user = 'fred@corp.example.com';
    const [finding] = await found(denied('6 (Permission denied)', user), failed(user), closed(user));
    expect(finding?.fixes.flatMap(({ commands = [] }) => commands)).toEqual([`sssctl user-checks -s sshd -a acct ${user}`, `pamtester sshd ${user} acct_mgmt`]);
    const [listed] = await found(at(1, 1219, `User ${user} from 192.0.2.10 not allowed because not listed in AllowUsers`), closed(user));
    expect(listed?.fixes.flatMap(({ lines = [] }) => lines)).not.toContain(`AllowUsers ${user}`);
  });
});

it.each([
  'pam_ldap(sshd:auth): Authentication service cannot retrieve authentication info; user=fred',
  'pam_ldap(sshd:auth): error opening connection to nslcd: No such file or directory',
  "pam_ldap: ldap_simple_bind Can't contact LDAP server",
  'pam_winbind(sshd:auth): request wbcLogonUser failed: WBC_ERR_WINBIND_NOT_AVAILABLE, PAM error: PAM_AUTHINFO_UNAVAIL (9)!',
])('a directory that does not answer is no wrong password: %s', async (text) => {
  expect((await found(at(3, 1219, text), failed('fred'), closed('fred'))).map(({ code }) => code)).toEqual(['auth-backend-unavailable']);
});

describe('the second factor of Duo', () => {
  const duo = (text: string) => at(3, 1221, text);
  const refused = at(4, 1219, 'error: PAM: Authentication failure for fred from 192.0.2.10');

  it('that is refused is not taken for a wrong password', async () => {
    const findings = await found(duo("Failed Duo login for 'fred' from 192.0.2.10: Login request denied."), refused, closed('fred'));
    expect(findings).toMatchObject([{ code: 'bad-password', title: 'Duo refused the login of fred', evidence: [{ line: 1 }, { line: 2 }], count: 1, attempts: 1 }]);
    expect(findings[0]?.summary).toContain('Login request denied.');
    expect(JSON.stringify(findings[0]?.fixes)).not.toMatch(/passwd|google/);
  });

  it.each([
    ['Aborted Duo login', 'Your account is disabled and cannot access this application.', 'pam-account-denied', 'PAM: Critical error - immediate abort'],
    ['Error in Duo login', 'HTTP 401: Invalid signature in request credentials', 'auth-backend-unavailable', 'PAM: Error in service module'],
    ['Failsecure Duo login', "Couldn't connect to api-1.duosecurity.com: Failed to connect", 'auth-backend-unavailable', 'PAM: Error in service module'],
  ])('%s is the reason', async (what, detail, code, answer) => {
    const findings = await found(at(3, 1219, `${what} for 'fred' from 192.0.2.10: ${detail}`), at(4, 1219, `error: ${answer} for fred from 192.0.2.10`), closed('fred'));
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(JSON.stringify(findings)).toContain('duo');
  });

  it.each(['Successful', 'Skipped', 'Failsafe'])('that lets in says nothing: %s', async (how) => {
    expect(await found(at(3, 1219, `${how} Duo login for 'fred' from 192.0.2.10`), at(4, 1219, 'Accepted keyboard-interactive/pam for fred from 192.0.2.10 port 50022 ssh2'))).toEqual([]);
  });
});

describe('nss_ldap', () => {
  const down = [
    at(2, 1219, "nss_ldap: could not connect to any LDAP server as (null) - Can't contact LDAP server"),
    at(2, 1219, "nss_ldap: failed to bind to LDAP server ldap://ldap.example.org/: Can't contact LDAP server"),
    at(2, 1219, 'nss_ldap: reconnecting to LDAP server (sleeping 1 seconds)...'),
  ];

  it('without a directory is why nobody of it exists', async () => {
    const findings = await found(
      ...down, at(4, 1219, 'Invalid user fred from 192.0.2.10 port 50022'), at(5, 1219, 'Failed password for invalid user fred from 192.0.2.10 port 50022 ssh2'),
      at(6, 1219, 'Connection closed by invalid user fred 192.0.2.10 port 50022 [preauth]'),
    );
    expect(findings.map(({ code }) => code)).toEqual(['auth-backend-unavailable']);
    expect(findings[0]).toMatchObject({ title: 'the service behind nss_ldap does not answer', count: 1 });
    expect(findings[0]?.summary).toContain('does not exist meanwhile');
  });

  it('is no reason where the login succeeds', async () => {
    expect(await found(...down, at(4, 1219, 'Accepted password for fred from 192.0.2.10 port 50022 ssh2'))).toEqual([]);
  });
});
