import type { Release } from './version.js';

/** A keyword of sshd_config: first release that knows this spelling, and the older spelling that still works. */
export interface Keyword {
  name: string;
  since?: Release;
  /** Another spelling, known from `formerSince` on. */
  former?: string;
  formerSince?: Release;
  /** Further spellings that every release takes. */
  aliases?: readonly string[];
  /** A keyword of its own before that release, from then on another spelling of `into`. */
  mergedIn?: { release: Release; into: string };
  /** From then on it is accepted, but without effect. */
  deprecated?: Release;
  removed?: Release;
  /** A release that does not know it by mistake. */
  brokenIn?: Release;
  /** Whether it may stand in a Match block, or from which release on. Absent: it is global only. */
  inMatch?: true | Release;
  /** What its argument is, where that can be checked. `time` is in seconds or with units (2m30s). */
  type?: 'yesno' | 'words' | 'number' | 'time' | 'algorithms';
  /** The words that a keyword of type `words` takes. */
  values?: readonly string[];
  /** Repeated lines add up; otherwise the first one wins. */
  accumulates?: true;
  /**
   * The last line wins: in every release; or through the first release named, and no longer from the other one on, while
   * between them nobody looked.
   */
  lastWins?: true | readonly [through: Release, notFrom: Release];
  /** What holds without a line, by the release that brought it. Absent where it is set at build time, or a list of algorithms. */
  defaults?: Readonly<Record<Release, string>>;
}

/** Unknown keywords stop sshd. Names without `since` are older than any release covered. */
export const SERVER_KEYWORDS: readonly Keyword[] = [
  { name: 'AcceptEnv', inMatch: '6.1', accumulates: true },
  { name: 'AddressFamily', type: 'words', values: ['any', 'inet', 'inet6'], defaults: { '5.3': 'any' } },
  { name: 'AFSTokenPassing', deprecated: '5.3', type: 'yesno' },
  { name: 'AllowAgentForwarding', inMatch: true, type: 'yesno', defaults: { '5.3': 'yes' } },
  { name: 'AllowGroups', inMatch: '6.1', accumulates: true },
  {
    name: 'AllowStreamLocalForwarding', since: '6.7', inMatch: true, type: 'words',
    values: ['yes', 'all', 'no', 'local', 'remote'], defaults: { '6.7': 'yes' },
  },
  {
    name: 'AllowTcpForwarding', inMatch: true, type: 'words', values: ['yes', 'no', 'all', 'local', 'remote'],
    defaults: { '5.3': 'yes' },
  },
  { name: 'AllowUsers', inMatch: '6.1', accumulates: true },
  { name: 'AuthenticationMethods', since: '6.2', inMatch: true, defaults: { '6.2': 'any' } },
  { name: 'AuthorizedKeysCommand', since: '6.2', inMatch: true, defaults: { '6.2': 'none' } },
  { name: 'AuthorizedKeysCommandUser', since: '6.2', inMatch: true, defaults: { '6.2': 'none' } },
  {
    name: 'AuthorizedKeysFile', inMatch: '5.6',
    defaults: { '5.3': '.ssh/authorized_keys', '5.9': '.ssh/authorized_keys .ssh/authorized_keys2' },
  },
  { name: 'AuthorizedKeysFile2', deprecated: '5.9', inMatch: '5.6', defaults: { '5.3': '.ssh/authorized_keys2' } },
  { name: 'AuthorizedPrincipalsCommand', since: '6.9', inMatch: true, defaults: { '6.9': 'none' } },
  { name: 'AuthorizedPrincipalsCommandUser', since: '6.9', inMatch: true, defaults: { '6.9': 'none' } },
  { name: 'AuthorizedPrincipalsFile', since: '5.6', inMatch: true, defaults: { '5.6': 'none' } },
  { name: 'Banner', inMatch: true, defaults: { '5.3': 'none' } },
  { name: 'CASignatureAlgorithms', since: '7.9', inMatch: true, type: 'algorithms' },
  {
    name: 'ChallengeResponseAuthentication', mergedIn: { release: '8.7', into: 'KbdInteractiveAuthentication' }, inMatch: '8.7',
    type: 'yesno', defaults: { '5.3': 'yes' },
  },
  { name: 'ChannelTimeout', since: '9.2', inMatch: true, defaults: { '9.2': 'none' } },
  { name: 'CheckMail', deprecated: '5.3', type: 'yesno' },
  { name: 'ChrootDirectory', inMatch: true, defaults: { '5.3': 'none' } },
  { name: 'Ciphers', type: 'algorithms' },
  { name: 'ClientAliveCountMax', inMatch: '7.4', type: 'number', defaults: { '5.3': '3' } },
  { name: 'ClientAliveInterval', inMatch: '7.4', type: 'time', defaults: { '5.3': '0' } },
  { name: 'Compression', type: 'words', values: ['yes', 'delayed', 'no'], defaults: { '5.3': 'delayed', '7.4': 'yes' } },
  { name: 'DenyGroups', inMatch: '6.1', accumulates: true },
  { name: 'DenyUsers', inMatch: '6.1', accumulates: true },
  { name: 'DisableForwarding', since: '7.4', inMatch: true, type: 'yesno', defaults: { '7.4': 'no' } },
  { name: 'ExposeAuthInfo', since: '7.6', inMatch: true, type: 'yesno', defaults: { '7.6': 'no' } },
  {
    name: 'FingerprintHash', lastWins: true, since: '6.8', type: 'words', values: ['md5', 'sha1',
    'sha256', 'sha384', 'sha512'], defaults: { '6.8': 'sha256' },
  },
  { name: 'ForceCommand', inMatch: true, defaults: { '5.3': 'none' } },
  { name: 'GatewayPorts', inMatch: true, type: 'words', values: ['yes', 'no', 'clientspecified'], defaults: { '5.3': 'no' } },
  { name: 'GSSAPIAuthentication', brokenIn: '10.4', inMatch: true, type: 'yesno', defaults: { '5.3': 'no' } },
  { name: 'GSSAPICleanupCredentials', brokenIn: '10.4', type: 'yesno', defaults: { '5.3': 'yes' } },
  { name: 'GSSAPIDelegateCredentials', since: '10.3', brokenIn: '10.4', type: 'yesno', defaults: { '10.3': 'yes' } },
  { name: 'GSSAPIStrictAcceptorCheck', since: '6.9', brokenIn: '10.4', type: 'yesno', defaults: { '6.9': 'no', '7.5': 'yes' } },
  {
    name: 'HostbasedAcceptedAlgorithms', since: '8.5', former: 'HostbasedAcceptedKeyTypes', formerSince: '6.8', inMatch: true,
    type: 'algorithms',
  },
  { name: 'HostbasedAuthentication', inMatch: true, type: 'yesno', defaults: { '5.3': 'no' } },
  { name: 'HostbasedUsesNameFromPacketOnly', inMatch: '5.6', type: 'yesno', defaults: { '5.3': 'no' } },
  { name: 'HostCertificate', since: '5.4', accumulates: true },
  { name: 'HostKey', aliases: ['HostDSAKey'], accumulates: true },
  { name: 'HostKeyAgent', since: '6.3', defaults: { '6.3': 'none' } },
  { name: 'HostKeyAlgorithms', since: '7.0', type: 'algorithms' },
  { name: 'IgnoreRhosts', inMatch: '8.3', type: 'words', values: ['yes', 'no', 'shosts-only'], defaults: { '5.3': 'yes' } },
  { name: 'IgnoreUserKnownHosts', type: 'yesno', defaults: { '5.3': 'no' } },
  { name: 'Include', since: '8.2', inMatch: true },
  {
    name: 'IPQoS', lastWins: ['9.2', '10.5'], since: '5.7', inMatch: true,
    defaults: { '5.7': 'lowdelay throughput', '7.8': 'af21 cs1', '10.1': 'ef cs0' },
  },
  {
    name: 'KbdInteractiveAuthentication', aliases: ['SkeyAuthentication'], inMatch: true, type: 'yesno',
    defaults: { '5.3': 'yes' },
  },
  { name: 'KerberosAuthentication', inMatch: true, type: 'yesno', defaults: { '5.3': 'no' } },
  { name: 'KerberosGetAFSToken', type: 'yesno', defaults: { '5.3': 'no' } },
  { name: 'KerberosOrLocalPasswd', type: 'yesno', defaults: { '5.3': 'yes' } },
  { name: 'KerberosTgtPassing', deprecated: '5.3', type: 'yesno' },
  { name: 'KerberosTicketCleanup', type: 'yesno', defaults: { '5.3': 'yes' } },
  { name: 'KexAlgorithms', since: '5.7', type: 'algorithms' },
  { name: 'KeyRegenerationInterval', deprecated: '7.4', type: 'time', defaults: { '5.3': '3600' } },
  { name: 'ListenAddress', accumulates: true, defaults: { '5.3': 'all local addresses' } },
  { name: 'LoginGraceTime', type: 'time', defaults: { '5.3': '120' } },
  {
    name: 'LogLevel', inMatch: '7.6', type: 'words',
    values: ['QUIET', 'FATAL', 'ERROR', 'INFO', 'VERBOSE', 'DEBUG', 'DEBUG1', 'DEBUG2', 'DEBUG3'], defaults: { '5.3': 'INFO' },
  },
  { name: 'LogVerbose', since: '8.5', inMatch: true, defaults: { '8.5': 'none' } },
  { name: 'MACs', type: 'algorithms' },
  { name: 'Match' },
  { name: 'MaxAuthTries', inMatch: true, type: 'number', defaults: { '5.3': '6' } },
  { name: 'MaxSessions', inMatch: true, type: 'number', defaults: { '5.3': '10' } },
  { name: 'MaxStartups', lastWins: ['9.2', '10.5'], defaults: { '5.3': '10:100:10', '6.2': '10:30:100' } },
  { name: 'ModuliFile', since: '8.6', defaults: { '8.6': 'moduli in the configuration directory' } },
  { name: 'PAMAuthenticationViaKbdInt', deprecated: '5.3', removed: '10.4', type: 'yesno' },
  { name: 'PAMServiceName', since: '9.8', inMatch: true, defaults: { '9.8': 'sshd' } },
  { name: 'PasswordAuthentication', inMatch: true, type: 'yesno', defaults: { '5.3': 'yes' } },
  { name: 'PermitEmptyPasswords', inMatch: true, type: 'yesno', defaults: { '5.3': 'no' } },
  { name: 'PermitListen', since: '7.8', inMatch: true, defaults: { '7.8': 'any' } },
  { name: 'PermitOpen', inMatch: true, defaults: { '5.3': 'any' } },
  {
    name: 'PermitRootLogin', inMatch: true, type: 'words',
    values: ['yes', 'no', 'prohibit-password', 'without-password', 'forced-commands-only'],
    defaults: { '5.3': 'yes', '7.0': 'prohibit-password' },
  },
  { name: 'PermitTTY', since: '6.5', inMatch: true, type: 'yesno', defaults: { '6.5': 'yes' } },
  {
    name: 'PermitTunnel', inMatch: '5.6', type: 'words', values: ['yes', 'point-to-point', 'ethernet', 'no'],
    defaults: { '5.3': 'no' },
  },
  { name: 'PermitUserEnvironment', defaults: { '5.3': 'no' } },
  { name: 'PermitUserRC', since: '6.7', inMatch: true, type: 'yesno', defaults: { '6.7': 'yes' } },
  { name: 'PerSourceMaxStartups', lastWins: ['9.2', '10.5'], since: '8.5', defaults: { '8.5': 'none' } },
  { name: 'PerSourceNetBlockSize', lastWins: ['9.2', '10.5'], since: '8.5', defaults: { '8.5': '32:128' } },
  { name: 'PerSourcePenalties', since: '9.8', accumulates: true },
  { name: 'PerSourcePenaltyExemptList', since: '9.8', defaults: { '9.8': 'none' } },
  { name: 'PidFile' },
  { name: 'Port', type: 'number', accumulates: true, defaults: { '5.3': '22' } },
  { name: 'PrintLastLog', type: 'yesno', defaults: { '5.3': 'yes' } },
  { name: 'PrintMotd', type: 'yesno', defaults: { '5.3': 'yes' } },
  { name: 'Protocol', deprecated: '7.4', defaults: { '5.3': '2,1', '5.4': '2' } },
  {
    name: 'PubkeyAcceptedAlgorithms', since: '8.5', former: 'PubkeyAcceptedKeyTypes', formerSince: '6.8', inMatch: true,
    type: 'algorithms',
  },
  { name: 'PubkeyAuthentication', aliases: ['DSAAuthentication'], inMatch: true, type: 'yesno', defaults: { '5.3': 'yes' } },
  { name: 'PubkeyAuthOptions', since: '8.2', inMatch: true, defaults: { '8.2': 'none' } },
  { name: 'RDomain', since: '7.7', inMatch: true, defaults: { '7.7': 'none' } },
  { name: 'RefuseConnection', since: '9.9', inMatch: true, type: 'yesno', defaults: { '9.9': 'no' } },
  { name: 'RekeyLimit', since: '6.3', inMatch: true, defaults: { '6.3': 'default none' } },
  { name: 'RequiredRSASize', since: '9.1', inMatch: true, type: 'number', defaults: { '9.1': '1024' } },
  { name: 'ReverseMappingCheck', deprecated: '5.3', type: 'yesno' },
  { name: 'RevokedKeys', since: '5.4', inMatch: true, defaults: { '5.4': 'none' } },
  { name: 'RhostsAuthentication', deprecated: '5.3', type: 'yesno' },
  { name: 'RhostsRSAAuthentication', deprecated: '7.4', inMatch: true, type: 'yesno', defaults: { '5.3': 'no' } },
  { name: 'RSAAuthentication', deprecated: '7.4', inMatch: true, type: 'yesno', defaults: { '5.3': 'yes' } },
  { name: 'SecurityKeyProvider', since: '8.2', defaults: { '8.2': 'internal' } },
  { name: 'ServerKeyBits', deprecated: '7.4', type: 'number', defaults: { '5.3': '1024' } },
  { name: 'SetEnv', since: '7.8', inMatch: true },
  { name: 'SshdAuthPath', since: '10.0' },
  { name: 'SshdSessionPath', since: '9.8' },
  { name: 'StreamLocalBindMask', lastWins: true, since: '6.7', inMatch: true, defaults: { '6.7': '0177' } },
  { name: 'StreamLocalBindUnlink', since: '6.7', inMatch: true, type: 'yesno', defaults: { '6.7': 'no' } },
  { name: 'StrictModes', type: 'yesno', defaults: { '5.3': 'yes' } },
  { name: 'Subsystem', inMatch: '9.5', accumulates: true },
  {
    name: 'SyslogFacility', type: 'words',
    values: [
      'DAEMON', 'USER', 'AUTH', 'AUTHPRIV', 'LOCAL0', 'LOCAL1', 'LOCAL2', 'LOCAL3', 'LOCAL4', 'LOCAL5', 'LOCAL6', 'LOCAL7',
    ],
    defaults: { '5.3': 'AUTH' },
  },
  { name: 'TCPKeepAlive', aliases: ['KeepAlive'], type: 'yesno', defaults: { '5.3': 'yes' } },
  { name: 'TrustedUserCAKeys', since: '5.4', inMatch: true, defaults: { '5.4': 'none' } },
  { name: 'UnusedConnectionTimeout', since: '9.2', inMatch: true, defaults: { '9.2': 'none' } },
  { name: 'UseDNS', type: 'yesno', defaults: { '5.3': 'yes', '6.8': 'no' } },
  { name: 'UseLogin', deprecated: '7.4', type: 'yesno', defaults: { '5.3': 'no' } },
  { name: 'UsePAM', type: 'yesno', defaults: { '5.3': 'no' } },
  {
    name: 'UsePrivilegeSeparation', deprecated: '7.5', type: 'words', values: ['yes', 'no', 'sandbox', 'nosandbox'],
    defaults: { '5.3': 'yes', '7.2': 'sandbox' },
  },
  { name: 'VerifyReverseMapping', deprecated: '5.3', type: 'yesno' },
  { name: 'VersionAddendum', since: '6.1', defaults: { '6.1': 'none' } },
  { name: 'X11DisplayOffset', inMatch: true, type: 'number', defaults: { '5.3': '10' } },
  { name: 'X11Forwarding', inMatch: true, type: 'yesno', defaults: { '5.3': 'no' } },
  { name: 'X11UseLocalhost', inMatch: true, type: 'yesno', defaults: { '5.3': 'yes' } },
  { name: 'XAuthLocation' },
  {
    name: 'ZeroKnowledgePasswordAuthentication', deprecated: '5.3', removed: '6.6', inMatch: true, type: 'yesno',
    defaults: { '5.3': 'no' },
  },
];

/** Keywords that only builds of vendors know: neither wrong nor of any release. */
export const VENDOR_KEYWORDS: readonly string[] = [
  'DebianBanner', 'ExposeAuthenticationMethods', 'GSSAPIEnablek5users', 'GSSAPIKexAlgorithms', 'GSSAPIKeyExchange',
  'GSSAPIStoreCredentialsOnRekey', 'KerberosUniqueCCache', 'KerberosUseKuserok', 'PermitBlacklistedKeys',
  'RSAMinSize', 'ShowPatchLevel', 'UseBlacklist', 'UseBlocklist',
];
