import { CLIENT_DIAGNOSERS } from '../../src/diagnosers/client/index.js';
import { DIAGNOSERS } from '../../src/diagnosers/index.js';

/** Findings without a scenario, each with the reason. With those of the scenarios they are all codes there are. */
const NOTHING_TO_REPAIR = 'nothing has to be repaired: it says what a peer did';
const UPDATE = 'its fix is another release of the software';
const NO_SUCH_RELEASE = 'the sshd of Debian 12 (9.2) has no such keyword or message';
const LOOK_ONLY = 'its fixes show where to look; what then has to be done is not in the log';
const NETWORK = 'its cause is a network between two machines';

const CLIENT_ONLY = 'the scenarios repair servers, and read their logs: this finding comes of a log of ssh';

/** Codes that only a client's log can give. */
const ofClients = CLIENT_DIAGNOSERS.map(({ meta }) => meta.code).filter((code) => !DIAGNOSERS.some(({ meta }) => meta.code === code));

export const UNPROVEN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(ofClients.map((code) => [code, CLIENT_ONLY])),
  // Negotiation.
  'dh-group-out-of-range': 'no client of Debian 12, nor ssh2, asks for a group that 9.2 refuses',
  'moduli-missing': 'sshd goes on with a group that is built in, and the fix installs a package anew, from the network',
  'hostkey-signing-failed': 'it takes a crypto policy of Red Hat that forbids SHA-1 to sign',
  'strict-kex-violation': UPDATE,
  'client-rejected-server': 'no client of Debian 12 says why it goes: a host key that is not accepted looks like any closed connection',
  // Authentication.
  'auth-backend-unavailable': 'it takes a directory service on another machine; its fix looks whether that answers',
  'client-cannot-sign': LOOK_ONLY,
  'client-gave-up-before-auth': LOOK_ONLY,
  'fido-touch-missing': 'it takes a security key, and somebody who touches it',
  // Access, certificates.
  // Limits.
  'connection-lost': NETWORK,
  'connection-refused-by-config': NO_SUCH_RELEASE,
  'per-source-penalty': NO_SUCH_RELEASE,
  'login-grace-timeout': 'the sshd of Debian 12 logs nothing of it: that was its answer to CVE-2024-6387',
  // Session, sftp.
  'forward-target-unreachable': LOOK_ONLY,
  'remote-forward-port-in-use': 'its fix lets the server notice after minutes that a client is gone',
  'sftp-no-such-file': NOTHING_TO_REPAIR,
  'sftp-permission-denied': LOOK_ONLY,
  // Protocol.
  'bad-identification': NOTHING_TO_REPAIR,
  'bad-packet-length': NOTHING_TO_REPAIR,
  'client-disconnect': NOTHING_TO_REPAIR,
  'connection-reset': LOOK_ONLY,
  'corrupted-mac': NETWORK,
  'hostile-banner': NOTHING_TO_REPAIR,
  'malformed-packet': NOTHING_TO_REPAIR,
  'no-identification': NOTHING_TO_REPAIR,
  'preauth-child-crashed': UPDATE,
  'protocol-major-mismatch': UPDATE,
  // Attacks.
  'distributed-brute-force': 'it takes a botnet; what shuts passwords out is proven with brute-force',
  'user-enumeration': 'nobody gets in before or after; its fixes are proven with brute-force',
  // The log itself.
  'clock-went-back': 'a namespace has no clock of its own to set',
  'client-log': 'it is about a log of ssh, and its fix is to look into the server’s',
  'log-lines-forged': LOOK_ONLY,
  'log-level-too-low': NO_SUCH_RELEASE,
  'log-truncated': 'its fix is a second sshd in the foreground, with whose log one goes on',
};
