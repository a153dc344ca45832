import { type Attempt, eventsOf, firstOf, lastOf } from '../../../attempts/attempt.js';
import type { ClientEventOf } from '../../../events/client/index.js';
import type { Fix } from '../../../finding.js';
import { knownName } from '../names.js';

/** What an attempt shows of the key that its server sent, and of the one that was expected. */
export interface HostKeyFacts {
  /** As known_hosts has it. */
  name: string | undefined;
  /** As people read it: ED25519, ECDSA, RSA. */
  keyType: string | undefined;
  fingerprint: string | undefined;
  /** The line of known_hosts that does not agree. */
  conflict: ClientEventOf<'client.known-hosts-conflict'> | undefined;
}

/** Without -v only what ssh prints on a refusal or in a question is there. */
export function hostKeyFacts(attempt: Attempt): HostKeyFacts {
  const received = lastOf(attempt, 'client.host-key-received')?.fields.key ?? lastOf(attempt, 'client.host-certificate-received')?.fields.key;
  const refused = lastOf(attempt, 'client.host-key-refused')?.fields;
  const conflict = eventsOf(attempt, 'client.known-hosts-conflict').find(({ fields }) => !fields.ofAddress);
  const keyType = lastOf(attempt, 'client.host-key-announced')?.fields.keyType ?? refused?.keyType ?? typeName(received?.type);
  return {
    name: lastOf(attempt, 'client.known-hosts-name')?.fields.name ?? refused?.hostName ?? firstOf(attempt, 'client.host-key-asked')?.fields.hostName ?? knownName(attempt),
    keyType,
    fingerprint: lastOf(attempt, 'client.host-key-fingerprint')?.fields.fingerprint ?? received?.fingerprint,
    conflict,
  };
}

/** A certificate is the plain key with a signature: what people call it is the same. */
function typeName(algorithm: string | undefined): string | undefined {
  if (algorithm === undefined || /^[A-Z]/.test(algorithm)) return algorithm;
  return algorithm.includes('ed25519') ? 'ED25519' : algorithm.includes('ecdsa') ? 'ECDSA' : algorithm.includes('rsa') ? 'RSA' : algorithm.includes('dss') ? 'DSA' : undefined;
}

const FILES: Readonly<Record<string, string>> = { ED25519: 'ed25519', ECDSA: 'ecdsa', RSA: 'rsa', DSA: 'dsa', MLDSA44: 'mldsa44_ed25519' };

/** The server's file of the key, or a pattern for all of them. */
export function hostKeyFile({ keyType }: Pick<HostKeyFacts, 'keyType'>): string {
  const name = FILES[keyType?.replace(/-CERT$/, '') ?? ''];
  return name === undefined ? '/etc/ssh/ssh_host_*_key' : `/etc/ssh/ssh_host_${name}_key`;
}

/** What makes sure that the key is the server's: looking at it where nobody can stand between. */
export function compareFingerprint(facts: HostKeyFacts): Fix {
  const md5 = facts.fingerprint !== undefined && !facts.fingerprint.startsWith('SHA');
  const show = `ssh-keygen -l${md5 ? ' -E md5' : ''} -f`;
  const shown = facts.fingerprint === undefined ? 'the one that ssh shows' : facts.fingerprint.replace(/^MD5:/, '');
  return {
    side: 'server', action: 'run',
    summary: `first, at the server's console or by another trusted way, not over this connection: compare its fingerprint with ${shown}`,
    commands: [hostKeyFile(facts).includes('*') ? `for key in ${hostKeyFile(facts)}.pub; do ${show} "$key"; done` : `${show} ${hostKeyFile(facts)}.pub`],
    ...(md5 && { caution: 'A server older than 6.8 shows MD5 without -E.' }),
  };
}

/** `ED25519 key SHA256:…`, as far as it is known. */
export function describeHostKey({ keyType, fingerprint }: HostKeyFacts): string {
  return `${keyType === undefined ? 'key' : `${keyType} key`}${fingerprint === undefined ? '' : ` ${fingerprint}`}`;
}
