import type { Scenario } from '../support/scenario.js';
import { CA } from '../support/world.js';

const TRUST = 'TrustedUserCAKeys /etc/ssh/user_ca.pub';
/** Only the certificate can let fred in. */
const ONLY_CERTIFICATES = `rm /home/fred/.ssh/authorized_keys; install -m 644 ${CA}.pub /etc/ssh/user_ca.pub`;
const sign = (options: string, ca = CA) => `ssh-keygen -q -s ${ca} -I fred ${options} .ssh/id_ed25519.pub`;
const VALID = '-n fred -V -5m:+1h';
/** "Give the user the new id_ed25519-cert.pub": the CA signs a copy of his public key. */
const GIVE = 'cp id_ed25519-cert.pub .ssh/';
const REISSUE = { fill: { '/path/to/user_ca': CA, SERIAL: '2' }, finish: GIVE };

const certificate = (code: string, options: string, rest: Partial<Scenario> & Pick<Scenario, 'fixes'>): Scenario => ({
  code, config: [TRUST], before: `${ONLY_CERTIFICATES}; ${sign(options)}`, ...rest,
});
const LEVELS = (scenario: Scenario): Scenario[] => [scenario, { ...scenario, logLevel: 'VERBOSE', syslog: true }];

export const CERTIFICATES: readonly Scenario[] = [
  ...[
    certificate('cert-expired', '-n fred -V 20200101:20200102', { fixes: [{ summary: 'sign the key again', ...REISSUE }] }),
    certificate('cert-not-yet-valid', '-n fred -V 20900101:20900102', { fixes: [{ summary: 'a few minutes ago', ...REISSUE }] }),
    certificate('cert-principal-mismatch', '-n ann -V -5m:+1h', {
      name: 'the login name is none of its principals',
      fixes: [
        { summary: 'sign the key again', ...REISSUE },
        { summary: 'map roles to accounts', first: 'mkdir -p /etc/ssh/auth_principals; echo ann > /etc/ssh/auth_principals/fred' },
      ],
    }),
    certificate('cert-principal-mismatch', '-n ann -V -5m:+1h', {
      name: 'the file of principals lacks it', config: [TRUST, 'AuthorizedPrincipalsFile /etc/ssh/auth_principals/%u'],
      before: `${ONLY_CERTIFICATES}; mkdir -p /etc/ssh/auth_principals; echo fred > /etc/ssh/auth_principals/fred; ${sign('-n ann -V -5m:+1h')}`,
      fixes: [{ summary: 'add the principal to the file', fill: { PRINCIPAL: 'ann' } }],
    }),
    certificate('cert-principal-mismatch', '-n ann -V -5m:+1h', {
      name: 'the line of the CA in authorized_keys lacks it', config: [],
      before: `${sign('-n ann -V -5m:+1h')}; echo "cert-authority,principals=\\"bob\\" $(cat ${CA}.pub)" > /home/fred/.ssh/authorized_keys`,
      fixes: [{ summary: 'add the principal to principals=', fill: { PRINCIPAL: 'ann', 'KEY-OF-THE-CA': 'CA-KEY' } }],
    }),
    certificate('cert-no-principals', '-V -5m:+1h', { fixes: [{ summary: 'sign the key again', ...REISSUE }] }),
    certificate('cert-source-address', `${VALID} -O source-address=192.0.2.0/24`, {
      fixes: [{ summary: 'sign the key again', ...REISSUE, fill: { ...REISSUE.fill, OTHERS: '192.0.2.0/24' } }],
    }),
    certificate('cert-unknown-critical-option', `${VALID} -O critical:seal@example.net=x`, { fixes: [{ summary: 'sign the key again', ...REISSUE }] }),
    certificate('cert-wrong-type', `${VALID} -h`, {
      // From its files ssh would not even offer it.
      before: `${ONLY_CERTIFICATES}; ${sign(`${VALID} -h`)}; ssh-agent -a agent.sock > /dev/null; SSH_AUTH_SOCK=agent.sock ssh-add -q
        echo 'IdentityAgent /home/root/agent.sock' >> /etc/ssh/ssh_config`,
      fixes: [{ summary: 'sign the key again, without -h', ...REISSUE, finish: `${GIVE}; SSH_AUTH_SOCK=agent.sock ssh-add -qD; SSH_AUTH_SOCK=agent.sock ssh-add -q` }],
    }),
    certificate('cert-ca-algorithm-not-allowed', VALID, {
      config: [TRUST, 'CASignatureAlgorithms rsa-sha2-512'], fixes: ['or allow the algorithm on this server'],
    }),
    certificate('revoked-keys-file-missing', VALID, {
      config: [TRUST, 'RevokedKeys /etc/ssh/revoked'], fixes: ['put the list there again'],
    }),
  ].flatMap(LEVELS),
  certificate('cert-principal-mismatch', '-n ann -V -5m:+1h', {
    name: 'the file of principals does not exist', logLevel: 'DEBUG1', config: [TRUST, 'AuthorizedPrincipalsFile /etc/ssh/roles/%u'],
    before: `${ONLY_CERTIFICATES}; mkdir -p /etc/ssh/roles; rm -f /etc/ssh/roles/*; ${sign('-n ann -V -5m:+1h')}`,
    fixes: [{ summary: 'add the principal to the file that sshd looked into', fill: { PRINCIPAL: 'ann' } }],
  }),
  certificate('cert-principals-file-missing', VALID, {
    name: 'the user may not read it', logLevel: 'DEBUG1', config: [TRUST, 'AuthorizedPrincipalsFile /etc/ssh/auth_principals/%u'],
    before: `${ONLY_CERTIFICATES}; mkdir /etc/ssh/auth_principals; echo fred > /etc/ssh/auth_principals/fred; chmod 600 /etc/ssh/auth_principals/fred; ${sign(VALID)}`,
    fixes: ['let it be read, and nobody else write it'],
  }),
  certificate('cert-ca-algorithm-not-allowed', VALID, {
    name: 'SHA-1',
    before: `${ONLY_CERTIFICATES}
      rm ${CA}*; ssh-keygen -q -t rsa -b 2048 -N '' -f ${CA}; cp ${CA}.pub /etc/ssh/user_ca.pub
      ${sign(`${VALID} -t ssh-rsa`)}`,
    fixes: [
      { summary: 'sign again with the same key and SHA-2', fill: { '/path/to/user_ca': CA, ID: 'fred' }, finish: GIVE },
      'or allow the algorithm on this server',
    ],
  }),
  certificate('cert-ca-untrusted', VALID, {
    name: 'no CA is trusted', config: [], logLevel: 'VERBOSE',
    fixes: [{ summary: 'trust the CA: put its public key into a file', first: `install -m 644 ${CA}.pub /etc/ssh/user_ca.pub` }],
  }),
  certificate('cert-ca-untrusted', VALID, {
    name: 'another CA is trusted', logLevel: 'DEBUG2',
    before: `${ONLY_CERTIFICATES}; ssh-keygen -q -t ed25519 -N '' -f other_ca; cp other_ca.pub /etc/ssh/user_ca.pub; ${sign(VALID)}`,
    fixes: [{ summary: 'trust the CA: add its public key', fill: { 'PUBLIC-KEY-OF-THE-CA': 'CA-KEY' } }],
  }),
  certificate('cert-ca-file-missing', VALID, {
    logLevel: 'DEBUG2', before: `${ONLY_CERTIFICATES}; rm /etc/ssh/user_ca.pub; ${sign(VALID)}`,
    fixes: [{ summary: 'put the public key of the CA there', fill: { 'user_ca.pub /': `${CA}.pub /` } }],
  }),
  certificate('cert-revoked', VALID, {
    name: 'the certificate', config: [TRUST, 'RevokedKeys /etc/ssh/revoked'],
    before: `${ONLY_CERTIFICATES}; ${sign(VALID)}; echo 'id: fred' > spec; ssh-keygen -q -k -f /etc/ssh/revoked -s ${CA}.pub spec`,
    fixes: [{
      summary: 'make a new key', answers: '\n\n\n',
      first: 'rm .ssh/id_*',
      finish: `${sign(VALID).replace('-I fred', '-I fred2')}`,
    }],
  }),
  {
    code: 'revoked-key-used', config: ['RevokedKeys /etc/ssh/revoked'],
    before: 'rm .ssh/id_rsa*; cp .ssh/id_ed25519.pub /etc/ssh/revoked',
    fixes: [{
      summary: 'make a new key', answers: '\n\n\n',
      first: 'rm .ssh/id_*',
      finish: 'cat .ssh/id_ed25519.pub > /home/fred/.ssh/authorized_keys',
    }],
  },
];
