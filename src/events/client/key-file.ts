import type { Errno } from '../vocabulary.js';

/** What keeps ssh from using a private key. */
export type KeyFileFault =
  | 'missing' | 'unreadable' | 'permissions' | 'format' | 'passphrase' | 'mismatch' | 'type' | 'other';

/** Files of keys as the client finds them. */
export interface ClientKeyFileEvents {
  /** -i named it, and it is not there: told before anything else. */
  'client.identity-not-accessible': { keyName: string; errno?: Errno };
  /** At DEBUG3; of the default files of all types few exist. */
  'client.key-file-absent': { keyName: string };
  'client.key-file-faulty': { keyName: string; fault: KeyFileFault; errno?: Errno };
  /** Who may read the file, as ssh found it: `0644`. */
  'client.key-file-mode': { keyName: string; mode?: string };
  /** To 6.7: libcrypto cannot decode it, without the right passphrase or at all. The file is the one that was tried last. */
  'client.key-not-decoded': object;
  /** To 6.7: its own format has no beginning or no end (`end`: the lines may end in CR LF). */
  'client.key-marker-missing': { marker: 'begin' | 'end' };
  /** A word in the head of a file that was read as a public key. */
  'client.key-header-seen': { kind: 'putty' | 'encrypted' };
  /** ssh wants a secret, and there is no terminal to ask at. */
  'client.no-terminal': object;
  'client.passphrase-asked': { keyName: string };
  'client.passphrase-empty': object;
  'client.passphrase-wrong': object;
}
