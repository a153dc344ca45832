import type { Algorithm } from './algorithm-types.js';

/** Compression methods. Names compare exactly: case and suffix count. */
export const COMPRESSION_ALGORITHMS: readonly Algorithm[] = [
  { name: 'none', strength: 'ok', since: '1.2', defaultSince: '2.1',
    alsoOfferedBy: [
      'libssh2', 'PuTTY', 'WinSCP', 'JSch', 'dropbear', 'paramiko', 'Go x/crypto', 'Cisco IOS', 'SSH.com/Tectia', 'AsyncSSH',
      'libssh',
    ], notes: 'Always present; without it a client insisting on compression fails when the server has Compression no.' },
  { name: 'zlib@openssh.com', strength: 'ok', since: '4.2', defaultSince: '4.2',
    alsoOfferedBy: ['libssh2', 'PuTTY', 'JSch', 'dropbear', 'paramiko', 'AsyncSSH', 'libssh'],
    notes: 'Delayed compression: starts after authentication. "Compression yes" and "delayed" are the same from 7.4.' },
  { name: 'zlib', strength: 'weak', since: '2.1', defaultSince: '2.1', notDefaultServerSince: '4.2', removedIn: '9.9',
    alsoOfferedBy: ['libssh2', 'PuTTY', 'JSch', 'dropbear', 'paramiko', 'Go x/crypto', 'AsyncSSH', 'libssh'],
    why: 'Pre-authentication compression enlarges the unauthenticated attack surface.',
    notes:
      'A server only offers it up to 7.3, and then only with Compression yes (default is delayed). Removed from the '
      + 'code in 9.9. A client that only knows zlib negotiates none.'
  },
];
