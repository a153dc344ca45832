/** A server before and after a change of its configuration. */
export interface Change {
  name: string;
  before: readonly string[];
  after: readonly string[];
  hostKeysAfter?: readonly ('rsa' | 'ecdsa' | 'ed25519')[];
}

const OLD_CIPHERS = '+aes128-cbc,aes256-cbc,3des-cbc';
const OLD_MACS = '+hmac-md5,hmac-sha1-96';
const OLD_KEX = '+diffie-hellman-group14-sha1,diffie-hellman-group1-sha1,diffie-hellman-group-exchange-sha1';
/** Takes nearly everybody in: what is locked out behind it is so by the change. */
const GENEROUS = [`Ciphers ${OLD_CIPHERS}`, `MACs ${OLD_MACS}`, 'HostKeyAlgorithms +ssh-rsa', 'Compression yes'];
const MOST_GENEROUS = [...GENEROUS, `KexAlgorithms ${OLD_KEX}`];

/**
 * Changes as people make them: hardening guides, upgrades of a list by `+`, `-` and `^`, wildcards, other host keys, compression
 * switched off and on. The first words of each are the sign that it is about.
 */
export const CHANGES: readonly Change[] = [
  { name: 'everything back to the default', before: GENEROUS, after: [] },
  {
    name: 'a hardening guide', before: MOST_GENEROUS,
    after: [
      'KexAlgorithms curve25519-sha256,curve25519-sha256@libssh.org,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512',
      'Ciphers chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr,aes192-ctr,aes128-ctr',
      'MACs hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,umac-128-etm@openssh.com',
      'HostKeyAlgorithms ssh-ed25519,rsa-sha2-512,rsa-sha2-256', 'Compression no',
    ],
  },
  { name: 'no AEAD ciphers', before: MOST_GENEROUS, after: ['Ciphers aes128-ctr,aes192-ctr,aes256-ctr', 'MACs hmac-sha2-512', 'Compression no', 'KexAlgorithms ecdh-sha2-nistp256,ecdh-sha2-nistp384'] },
  { name: 'AEAD ciphers only', before: MOST_GENEROUS, after: ['Ciphers aes256-gcm@openssh.com,aes128-gcm@openssh.com', 'MACs hmac-sha2-256', 'Compression yes', 'KexAlgorithms curve25519-sha256'] },
  { name: 'minus', before: GENEROUS, after: ['KexAlgorithms -ecdh-sha2-*,diffie-hellman-*', 'Ciphers -chacha20-poly1305@openssh.com,aes*-ctr', 'MACs -hmac-sha1*,umac-*', 'HostKeyAlgorithms -ecdsa-*', 'Compression no'] },
  { name: 'plus', before: [], after: [`KexAlgorithms +diffie-hellman-group14-sha1`, 'Ciphers +aes256-cbc', 'MACs +hmac-md5', 'HostKeyAlgorithms +ssh-rsa', 'Compression delayed'] },
  { name: 'caret', before: GENEROUS, after: ['KexAlgorithms ^diffie-hellman-group14-sha256', 'Ciphers ^aes128-cbc', 'MACs ^hmac-sha2-512', 'HostKeyAlgorithms ^rsa-sha2-256', 'Compression no'] },
  { name: 'Ed25519 alone', before: MOST_GENEROUS, after: ['KexAlgorithms curve25519-sha256,ecdh-sha2-nistp521', 'Ciphers aes256-ctr,chacha20-poly1305@openssh.com', 'MACs hmac-sha1,hmac-sha2-256', 'Compression no'], hostKeysAfter: ['ed25519'] },
  { name: 'RSA alone', before: MOST_GENEROUS, after: ['HostKeyAlgorithms rsa-sha2-512', 'Ciphers 3des-cbc,aes128-ctr', 'MACs hmac-sha1-96,hmac-sha2-512', 'KexAlgorithms diffie-hellman-group1-sha1,diffie-hellman-group14-sha256'], hostKeysAfter: ['rsa'] },
  { name: 'wildcards of host keys', before: MOST_GENEROUS, after: ['HostKeyAlgorithms ecdsa-*,rsa-sha2-?12', 'Ciphers aes192-ctr,aes256-cbc', 'MACs umac-64@openssh.com,hmac-sha2-256', 'KexAlgorithms ecdh-sha2-nistp521,curve25519-sha256@libssh.org', 'Compression no'] },
  { name: 'the first line wins', before: MOST_GENEROUS, after: ['Ciphers aes128-ctr', 'Ciphers aes256-ctr', 'macs = hmac-sha2-512', 'MACs hmac-sha1', 'kexalgorithms "curve25519-sha256"', 'Compression no', 'Match User nobody', 'PasswordAuthentication no'] },
  { name: 'from narrow to other narrow', before: ['Ciphers aes128-ctr,aes256-cbc', 'MACs hmac-sha2-256,hmac-sha1', 'KexAlgorithms curve25519-sha256,diffie-hellman-group14-sha256,ecdh-sha2-nistp256', 'Compression no'], after: ['Ciphers aes256-ctr,aes256-cbc', 'MACs hmac-sha2-512,hmac-sha1', 'KexAlgorithms ecdh-sha2-nistp256,diffie-hellman-group16-sha512', 'HostKeyAlgorithms ssh-ed25519,rsa-sha2-256', 'Compression yes'] },
];
