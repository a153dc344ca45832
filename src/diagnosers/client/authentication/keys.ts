import type { Attempt } from '../../../attempts/attempt.js';
import type { ClientKey } from '../../../events/client/index.js';
import type { Fix } from '../../../finding.js';
import { quotePath } from '../../shell.js';
import { destination } from '../advice.js';
import { runOnClient } from '../../run-on-client.js';

/** What ssh_config takes without quotes or expansion. */
const PLAIN_PATH = /^[~/][\w@+=:,./-]{0,399}$/;
/** Keys that a text names; there may be hundreds. */
const MAX_KEYS = 10;

/** A new key of the type that every release since 6.5 knows, brought to the account while there is another way in. */
export function newKey(attempt: Attempt, summary: string): Fix {
  return {
    ...runOnClient(summary, ['ssh-keygen -t ed25519', `ssh-copy-id -i ~/.ssh/id_ed25519.pub ${destination(attempt)}`],
      'ssh-copy-id needs another way in, such as a password; without one, give the .pub file to whoever looks after the server.'),
    strength: 'recommended',
  };
}

/** The file of a key, where it has one that lines and commands may name. */
export function keyFile({ keyName, sources }: ClientKey): string | undefined {
  return PLAIN_PATH.test(keyName) && sources?.includes('agent') !== true ? keyName : undefined;
}

/** The file of a key as an argument of a command. */
export function keyArgument(key: ClientKey): string | undefined {
  return quotePath(key.keyName);
}

const ORIGIN = { agent: 'from the agent', explicit: 'named by -i or IdentityFile', token: 'on a token', 'security-key': 'on a security key' } as const;

/** `/home/fred/.ssh/id_rsa (RSA SHA256:…, from the agent)`. */
export function describeKey({ keyName, key, sources = [] }: ClientKey): string {
  const words = [...(key === undefined ? [] : [key.fingerprint === undefined ? key.type : `${key.type} ${key.fingerprint}`]), ...sources.map((source) => ORIGIN[source])];
  return words.length === 0 ? keyName : `${keyName} (${words.join(', ')})`;
}

/** Keys in their order, as many as a reader looks at. */
export function listKeys(keys: readonly ClientKey[]): string {
  const named = keys.slice(0, MAX_KEYS).map((key, i) => (keys.length === 1 ? describeKey(key) : `${i + 1}. ${describeKey(key)}`));
  return named.join('; ') + (keys.length > MAX_KEYS ? `; and ${keys.length - MAX_KEYS} more` : '');
}
