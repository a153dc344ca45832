/** What clients show to their users, who paste it: what it means, and what to look for in the log of the server. */
export interface ClientMessage {
  /** Found anywhere in the line. Linear: no nested quantifiers, nothing that overlaps. */
  regex: RegExp;
  meaning: string;
  serverLog: string;
  /** Codes of findings that can stand behind it, the likeliest first. */
  codes: readonly string[];
  /** A line that the entry recognizes. */
  sample: string;
}

const NEGOTIATION = ['no-common-kex', 'no-common-hostkey', 'no-common-cipher', 'no-common-mac'] as const;
const BEFORE_LOGIN = ['max-startups', 'per-source-penalty', 'tcp-wrappers-denied', ...NEGOTIATION] as const;
const KEYS = ['key-not-authorized', 'authorized-keys-bad-permissions', 'pubkey-algorithm-not-accepted', 'authorized-keys-missing'] as const;

/** The more specific entry comes first. */
export const CLIENT_MESSAGES: readonly ClientMessage[] = [
  {
    regex: /no matching (?:key exchange method|kex algo|host key type|cipher|mac)\w* found/i,
    meaning: 'The client and the server have no algorithm of this kind in common. What follows "Their offer:" is all that the other side has.',
    serverLog: 'The server logs the same moment as "no matching … found" or, at DEBUG2, both lists.',
    codes: NEGOTIATION,
    sample: 'Unable to negotiate with 192.0.2.10 port 22: no matching key exchange method found. Their offer: diffie-hellman-group1-sha1',
  },
  {
    regex: /Unable to exchange encryption keys|Failed to start SSH session|Couldn't agree a|Algorithm negotiation fail|Key exchange failed|Unable to reach a settlement/i,
    meaning: 'The key exchange failed before anyone was asked for a password: most often client and server have no algorithm in common, '
      + 'as an old SSH library (libssh2, PuTTY, JSch) meets a new server, or the other way round. The message does not say which list failed.',
    serverLog: 'Run sshlog diagnose on the log of the server, at the time and for the address of this client.',
    codes: NEGOTIATION,
    sample: 'Failed to start SSH session: Unable to exchange encryption keys',
  },
  {
    regex: /Permission denied \([\w,-]+\)|Permission denied, please try again/i,
    meaning: 'The server refused the login. In parentheses stand the methods that it would have gone on with; the client cannot know why.',
    serverLog: 'Only the log of the server tells why: run sshlog trace with the user on it.',
    codes: [...KEYS, 'bad-password', 'user-not-in-allowusers'],
    sample: 'fred@server.example.org: Permission denied (publickey,password).',
  },
  {
    regex: /No supported authentication methods available|Auth fail\b|Server refused our key/i,
    meaning: 'The client has no method or key left that the server accepts.',
    serverLog: 'Only the log of the server tells why: run sshlog trace with the user on it.',
    codes: [...KEYS, 'bad-password'],
    sample: 'Disconnected: No supported authentication methods available (server sent: publickey)',
  },
  {
    regex: /Too many authentication failures/i,
    meaning: 'The client tried more than MaxAuthTries (6) in one connection; often an agent that offers all its keys before the right one.',
    serverLog: 'The server logs "maximum authentication attempts exceeded", or "Too many authentication failures" in old releases.',
    codes: ['too-many-failures'],
    sample: 'Received disconnect from 192.0.2.10 port 22:2: Too many authentication failures',
  },
  {
    regex: /no mutual signature (?:supported|algorithm)|send_pubkey_test: no mutual/i,
    meaning: 'The client has no signature algorithm for this key that the server accepts: mostly an RSA key where one of both allows ssh-rsa (SHA-1) only, '
      + 'and the other does not allow it any more.',
    serverLog: 'The server logs "key type ssh-rsa not in PubkeyAcceptedAlgorithms", where the client offers the key at all.',
    codes: ['pubkey-algorithm-not-accepted'],
    sample: 'sign_and_send_pubkey: no mutual signature supported',
  },
  {
    regex: /Received message too long \d+/i,
    meaning: 'What came was not sftp but text: a login script of the server (.bashrc, .profile, sshrc) prints something, or a forced command or shell does. '
      + 'The number is the first four letters of that text.',
    serverLog: 'The server logs next to nothing of it at INFO; "bad message" of the sftp server or discarded output at DEBUG3.',
    codes: ['sftp-stream-polluted'],
    sample: 'Received message too long 1416782176',
  },
  {
    regex: /REMOTE HOST IDENTIFICATION HAS CHANGED|Host key verification failed|Offending (?:\w+ )?key in/i,
    meaning: 'The client does not trust the host key of the server: it is new, or another one than in known_hosts (the server was installed again, '
      + 'the address belongs to another one now, or somebody is in between). Compare the fingerprint before you remove the old key.',
    serverLog: 'The client hung up: the log of the server shows no more than a connection that was closed before the login.',
    codes: ['client-gave-up-before-auth', 'client-rejected-server'],
    sample: 'Host key verification failed.',
  },
  {
    regex: /(?:kex_exchange_identification|ssh_exchange_identification): /i,
    meaning: 'The connection ended before the server had introduced itself: it is overloaded (MaxStartups), this address has a penalty or is blocked, '
      + 'hosts.deny refuses it, sshd could not start a process, or there is no sshd behind the port.',
    serverLog: 'Look for dropped connections, penalties and "refused connect" at that time; where the log has nothing, a firewall was in between.',
    codes: ['max-startups', 'per-source-max-startups', 'per-source-penalty', 'tcp-wrappers-denied', 'preauth-child-crashed'],
    sample: 'kex_exchange_identification: read: Connection reset by peer',
  },
  {
    regex: /banner exchange: .*(?:invalid format|Connection to)|Protocol major versions differ|Error reading SSH protocol banner/i,
    meaning: 'What answers on that port does not introduce itself as an SSH server, or not in time.',
    serverLog: 'The log of the server may have nothing of it: check the address and the port.',
    codes: ['bad-identification', 'max-startups'],
    sample: 'banner exchange: Connection to 192.0.2.10 port 22: invalid format',
  },
  {
    regex: /client_loop: send disconnect: |Write failed: Broken pipe|packet_write_wait: .*Broken pipe|Timeout, server .* not responding|Network error: Software caused/i,
    meaning: 'A working connection was cut from outside: a firewall or NAT forgot it while it was idle, the network went away, or the server was restarted. '
      + 'ServerAliveInterval 60 in ssh_config keeps it alive.',
    serverLog: 'The server logs a timeout (ClientAliveInterval), a reset, or nothing until it writes again.',
    codes: ['client-alive-timeout', 'connection-lost', 'connection-reset'],
    sample: 'client_loop: send disconnect: Broken pipe',
  },
  {
    regex: /connect to host \S+ port \d+: Connection refused|Network error: Connection refused/i,
    meaning: 'Nothing listens on that port of that address, or a firewall says so: sshd does not run, or listens elsewhere.',
    serverLog: 'Look for "Server listening on", and for errors when sshd was started.',
    codes: ['bind-address-in-use', 'bad-config-option', 'no-hostkeys'],
    sample: 'ssh: connect to host 192.0.2.250 port 22: Connection refused',
  },
  {
    regex: /connect to host \S+ port \d+: |Network error: Connection timed out|Could not resolve hostname/i,
    meaning: 'The client did not reach the server: a wrong name or address, no route, or a firewall that drops.',
    serverLog: 'The log of the server has nothing of it.',
    codes: [],
    sample: 'ssh: connect to host server.example.org port 22: Connection timed out',
  },
  {
    regex: /WARNING: UNPROTECTED PRIVATE KEY FILE|Load key "[^"]*": |bad permissions: ignore key/i,
    meaning: 'The client does not use its own private key: others can read the file, or it is in a format that the client does not know.',
    serverLog: 'The key never reached the server: its log shows a login without it.',
    codes: ['client-gave-up-before-auth'],
    sample: 'Load key "/home/fred/.ssh/id_rsa": invalid format',
  },
  {
    regex: /subsystem request failed on channel|subsystem request failed/i,
    meaning: 'The server has no such subsystem, mostly sftp, or could not start it.',
    serverLog: 'The server logs "subsystem request for sftp … failed".',
    codes: ['subsystem-not-found', 'subsystem-program-missing'],
    sample: 'subsystem request failed on channel 0',
  },
  {
    regex: /This service allows sftp connections only/i,
    meaning: 'The account may use sftp only: the server forces internal-sftp.',
    serverLog: 'That is the intention of ForceCommand internal-sftp in sshd_config.',
    codes: ['non-sftp-refused'],
    sample: 'This service allows sftp connections only.',
  },
  {
    regex: /administratively prohibited|open failed: connect failed/i,
    meaning: 'A forwarding did not work: the server forbids it (administratively prohibited), or cannot reach the target (connect failed).',
    serverLog: 'The server logs "refused … port forward" or "connect_to … failed".',
    codes: ['forwarding-refused', 'forward-target-unreachable'],
    sample: 'channel 3: open failed: administratively prohibited: open failed',
  },
  {
    regex: /remote port forwarding failed for listen port \d+/i,
    meaning: 'The server could not listen on that port for the client: it is in use (perhaps by an old connection of the same client), or not permitted.',
    serverLog: 'The server logs "cannot listen to port" or a refused forwarding.',
    codes: ['remote-forward-port-in-use', 'forwarding-refused'],
    sample: 'Warning: remote port forwarding failed for listen port 2222',
  },
  {
    regex: /This account is currently not available|Your account has expired|You are required to change your password|password has expired/i,
    meaning: 'The account is closed, expired, or its password must be changed first.',
    serverLog: 'The server logs it for the user: run sshlog trace with the user.',
    codes: ['nologin-shell', 'account-expired', 'password-expired'],
    sample: 'This account is currently not available.',
  },
  {
    regex: /Connection (?:closed|reset) by (?:remote host|peer|\S+ port \d+)|Connection to \S+ closed by remote host|Remote side unexpectedly closed|Server unexpectedly closed/i,
    meaning: 'The server, or something in between, ended the connection and did not say why.',
    serverLog: 'Only the log of the server can tell: run sshlog trace with the address of the client or the user.',
    codes: BEFORE_LOGIN,
    sample: 'Connection to 192.0.2.10 closed by remote host.',
  },
];

/** The entry for a line that a client showed; undefined for an unknown one. */
export function clientMessageOf(line: string): ClientMessage | undefined {
  return CLIENT_MESSAGES.find(({ regex }) => regex.test(line));
}
