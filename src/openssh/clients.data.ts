/** One kind of client software, told by the software part of its identification. */
export interface ClientFamily {
  /** Key of the family; the same names stand in the algorithm tables (`alsoOfferedBy`). */
  family: string;
  /** Product name for people. */
  name: string;
  /** Anchored at the start; group 1 is the version where there is one. */
  software: RegExp;
  /** Which version speaks what: only what is established. */
  upgrade?: string;
}

const PUTTY_CORE = 'Its SSH code comes from PuTTY; a current release knows elliptic-curve key exchange, Ed25519 and '
  + 'rsa-sha2-256/512.';

/** More special ones first: the first that matches counts. */
export const CLIENT_FAMILIES: readonly ClientFamily[] = [
  {
    family: 'OpenSSH', name: 'OpenSSH for Windows', software: /^OpenSSH_for_Windows_(\d[\w.]{0,15})/,
    upgrade: 'Update Windows or install a current OpenSSH for Windows.',
  },
  {
    family: 'OpenSSH', name: 'OpenSSH', software: /^OpenSSH[_-](\d[\w.]{0,15})?/,
    upgrade: 'OpenSSH 6.5 brought curve25519-sha256@libssh.org and ssh-ed25519, 7.2 rsa-sha2-256 and rsa-sha2-512: '
      + 'upgrade the client to 7.2 or later.',
  },
  {
    family: 'libssh2', name: 'libssh2', software: /^libssh2_(\d[\w.]{0,31})/,
    upgrade: 'Upgrade libssh2 (or the program that bundles it, for example curl, PHP or a backup tool): 1.9.0 brought ECDH and '
      + 'curve25519-sha256, 1.11.0 rsa-sha2-256/512, AES-GCM and -etm MACs.',
  },
  {
    family: 'libssh', name: 'libssh', software: /^libssh[-_](\d[\w.]{0,31})/,
    upgrade: 'Upgrade libssh: 0.6.0 brought curve25519-sha256@libssh.org, 0.8.3 rsa-sha2-256/512 and '
      + 'diffie-hellman-group16/18-sha512, 0.9.0 AES-GCM and -etm MACs.',
  },
  {
    family: 'JSch', name: 'JSch (com.jcraft)', software: /^JSCH-(0\.1\.(?:[0-4]?\d|5[0-5]))(?!\d)/i,
    upgrade: 'JSch 0.1.55 was the last release of com.jcraft:jsch. Replace it by its maintained fork com.github.mwiede:jsch, '
      + 'a drop-in replacement that speaks rsa-sha2-256/512 (from 0.1.57 on), curve25519-sha256 and AES-GCM.',
  },
  {
    family: 'JSch', name: 'JSch (com.github.mwiede)', software: /^JSCH[-_](\d[\w.]{0,31})/i,
    upgrade: 'Upgrade com.github.mwiede:jsch; rsa-sha2-256/512 are there since 0.1.57. Some algorithms need a recent Java or '
      + 'Bouncy Castle on the class path.',
  },
  {
    family: 'PuTTY', name: 'PuTTY', software: /^PuTTY[-_](?:Release[-_])?([\w.]{1,31})/i,
    upgrade: 'Upgrade PuTTY: 0.68 brought elliptic-curve key exchange, Ed25519 and ECDSA, 0.75 rsa-sha2-256/512.',
  },
  { family: 'WinSCP', name: 'WinSCP', software: /^WinSCP_release_(\d[\w.]{0,15})/, upgrade: `Upgrade WinSCP. ${PUTTY_CORE}` },
  { family: 'FileZilla', name: 'FileZilla', software: /^FileZilla_(\d[\w.]{0,15})/, upgrade: `Upgrade FileZilla. ${PUTTY_CORE}` },
  {
    family: 'paramiko', name: 'Paramiko', software: /^paramiko_(\d[\w.]{0,15})/,
    upgrade: 'Upgrade Paramiko: it signs with rsa-sha2-256/512 since 2.9.0.',
  },
  {
    family: 'dropbear', name: 'Dropbear', software: /^dropbear(?:_(\d[\w.]{0,15}))?/,
    upgrade: 'Upgrade Dropbear (usually with the firmware of the device): 2013.62 brought ECDH, ECDSA and curve25519, 2020.79 '
      + 'Ed25519, rsa-sha2-256 and chacha20-poly1305.',
  },
  {
    // What stands behind the name, 1.25 as a rule, is no release of IOS. The same holds for HUAWEI-1.5.
    family: 'Cisco IOS', name: 'Cisco IOS', software: /^Cisco-\d/,
    upgrade: 'In IOS releases that have the commands, `ip ssh client algorithm kex|encryption|mac ...` chooses what the device '
      + 'offers as a client; otherwise upgrade the device.',
  },
  {
    family: 'Go x/crypto', name: 'Go program (golang.org/x/crypto/ssh)', software: /^Go(?![\w.-])/,
    upgrade: 'Rebuild the program with golang.org/x/crypto of March 2022 or later, which signs with rsa-sha2-256/512.',
  },
  {
    family: 'AsyncSSH', name: 'AsyncSSH', software: /^AsyncSSH_(\d[\w.]{0,15})/,
    upgrade: 'Upgrade the Python package asyncssh.',
  },
  {
    family: 'ssh2', name: 'ssh2 (Node.js)', software: /^(?:node-)?ssh2js(\d[\w.]{0,15})/,
    upgrade: 'Upgrade the npm package ssh2 to a current 1.x release.',
  },
  {
    family: 'SSH.NET', name: 'SSH.NET (Renci)', software: /^Renci\.SshNet\.SshClient\.?(\d[\w.]{0,15})?/,
    upgrade: 'Upgrade SSH.NET: 2023.0.0 brought rsa-sha2-256/512.',
  },
  {
    family: 'Net::SSH', name: 'Net::SSH (Ruby)', software: /^Ruby\/Net::SSH_(\d[\w.]{0,15})/,
    upgrade: 'Upgrade the gem net-ssh; RSA keys sign with SHA-2 from 7.0.',
  },
  { family: 'SSH.com/Tectia', name: 'SSH Tectia', software: /^(\d[\w.]{0,15}) SSH (?:Tectia|Secure Shell)/ },
  { family: 'Bitvise', name: 'Bitvise SSH', software: /^(\d[\w.]{0,15}) (?:sshlib|FlowSsh): / },
  { family: 'SecureCRT', name: 'SecureCRT', software: /^SecureCRT_(\d[\w.]{0,15})/ },
  { family: 'Xshell', name: 'Xshell or Xftp (NetSarang)', software: /^nsssh2_(\d[\w.]{0,15})/ },
  { family: 'Tera Term', name: 'Tera Term', software: /^TTSSH\/(\d[\w.]{0,15})/ },
  { family: 'Apache MINA', name: 'Apache MINA SSHD', software: /^(?:APACHE-SSHD|SSHD-CORE)-(\d[\w.]{0,15})/ },
  { family: 'sshj', name: 'sshj', software: /^SSHJ_(\d[\w.]{0,15})/ },
  { family: 'Trilead', name: 'Trilead SSH-2 for Java', software: /^TRILEAD2JAVA_(\d[\w.]{0,15})/ },
  { family: 'Ganymed', name: 'Ganymed SSH-2 for Java', software: /^Ganymed[ _](?:Build_)?(\d[\w.]{0,15})?/ },
  { family: 'phpseclib', name: 'phpseclib', software: /^phpseclib_(\d[\w.]{0,15})/ },
  { family: 'Twisted', name: 'Twisted Conch', software: /^Twisted(?:[_-](\d[\w.]{0,15}))?/ },
  { family: 'TinySSH', name: 'TinySSH', software: /^tinyssh/i },
  { family: 'RouterOS', name: 'MikroTik RouterOS', software: /^ROSSSH/, upgrade: 'Upgrade RouterOS.' },
  { family: 'Huawei', name: 'Huawei VRP', software: /^HUAWEI-(?:VRP-?(\d[\w.]{0,15}))?/, upgrade: 'Upgrade the device.' },
  { family: 'Comware', name: 'H3C or HPE Comware', software: /^Comware-(\d[\w.]{0,15})/, upgrade: 'Upgrade the device.' },
];
