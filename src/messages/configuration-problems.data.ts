import type { ConfigProblem } from '../events.js';

/** What sshd says behind `FILE line N: `, and what it means. The keyword is there where the words leave only one. */
export interface ProblemWording {
  words: string;
  reason: ConfigProblem;
  option?: string;
}

/** Words that are the whole message, to 8.6 and since. */
export const PLAIN_PROBLEMS: readonly ProblemWording[] = [
  { words: 'Bad Match condition', reason: 'bad-match' },
  { words: 'Badly formatted port number.', reason: 'malformed-value', option: 'Port' },
  { words: 'Invalid environment name.', reason: 'malformed-value', option: 'AcceptEnv' },
  { words: 'Missing argument.', reason: 'missing-value' },
  { words: 'Missing subsystem command.', reason: 'missing-value', option: 'Subsystem' },
  { words: 'missing argument.', reason: 'missing-value' },
  { words: 'missing address', reason: 'missing-value', option: 'ListenAddress' },
  { words: 'missing file name.', reason: 'missing-value' },
  { words: 'missing time value.', reason: 'missing-value' },
  { words: 'invalid time value.', reason: 'malformed-value' },
  { words: 'bad ListenAddress syntax', reason: 'malformed-value', option: 'ListenAddress' },
  { words: 'bad address:port usage', reason: 'malformed-value', option: 'ListenAddress' },
  { words: 'AuthorizedKeysCommand must be an absolute path', reason: 'not-absolute', option: 'AuthorizedKeysCommand' },
  {
    words: 'AuthorizedPrincipalsCommand must be an absolute path', reason: 'not-absolute', option: 'AuthorizedPrincipalsCommand',
  },
  { words: 'RekeyLimit too small', reason: 'too-small', option: 'RekeyLimit' },
  { words: 'too many ports.', reason: 'extra-arguments', option: 'Port' },
  { words: 'too many host keys.', reason: 'extra-arguments', option: 'HostKey' },
  { words: 'too many include files.', reason: 'include-failed', option: 'Include' },
];

/** The same, gone by 8.8. */
export const OLD_PLAIN_PROBLEMS: readonly ProblemWording[] = [
  { words: 'Illegal MaxStartups spec.', reason: 'malformed-value', option: 'MaxStartups' },
  { words: 'Missing subsystem name.', reason: 'missing-value', option: 'Subsystem' },
  { words: 'bad port number in PermitOpen', reason: 'malformed-value', option: 'PermitOpen' },
  { words: 'missing host in PermitOpen', reason: 'missing-value', option: 'PermitOpen' },
  { words: 'integer value invalid.', reason: 'malformed-value' },
  { words: 'missing integer value.', reason: 'missing-value' },
  { words: 'missing yes/no argument.', reason: 'missing-value' },
  { words: 'invalid authentication method list.', reason: 'unknown-value', option: 'AuthenticationMethods' },
  { words: 'ports must be specified before ListenAddress.', reason: 'misplaced', option: 'Port' },
];

/** The same, not there before 8.3. */
export const NEW_PLAIN_PROBLEMS: readonly ProblemWording[] = [
  { words: 'Invalid MaxStartups spec.', reason: 'malformed-value', option: 'MaxStartups' },
  { words: 'invalid AuthenticationMethods method list.', reason: 'unknown-value', option: 'AuthenticationMethods' },
  { words: 'invalid quotes', reason: 'bad-quotes' },
];

/** Words with a value behind them: in quotes of either kind, or bare. */
export const VALUE_PROBLEMS: readonly ProblemWording[] = [
  { words: 'Bad SSH2 cipher spec', reason: 'unknown-value', option: 'Ciphers' },
  { words: 'Bad SSH2 ciphers', reason: 'unknown-value', option: 'Ciphers' },
  { words: 'Bad SSH2 mac spec', reason: 'unknown-value', option: 'MACs' },
  { words: 'Bad SSH2 KexAlgorithms', reason: 'unknown-value', option: 'KexAlgorithms' },
  { words: 'Bad key types', reason: 'unknown-value' },
  { words: 'Bad IPQoS value:', reason: 'unknown-value', option: 'IPQoS' },
  { words: 'unsupported log facility', reason: 'unknown-value', option: 'SyslogFacility' },
  { words: 'unsupported log level', reason: 'unknown-value', option: 'LogLevel' },
  { words: 'unsupported option', reason: 'unknown-value' },
  { words: 'unsupported address family', reason: 'unknown-value', option: 'AddressFamily' },
  { words: 'unsupported PubkeyAuthOptions option', reason: 'unknown-value', option: 'PubkeyAuthOptions' },
  { words: 'Invalid FingerprintHash algorithm', reason: 'unknown-value', option: 'FingerprintHash' },
  { words: 'invalid channel timeout', reason: 'malformed-value', option: 'ChannelTimeout' },
];

/** The same, gone by 8.8. */
export const OLD_VALUE_PROBLEMS: readonly ProblemWording[] = [
  { words: 'Bad protocol spec', reason: 'unknown-value', option: 'Protocol' },
  { words: 'Bad yes/no argument:', reason: 'unknown-value' },
  { words: 'Bad yes/without-password/forced-commands-only/no argument:', reason: 'unknown-value', option: 'PermitRootLogin' },
  { words: 'Invalid hash algorithm', reason: 'unknown-value', option: 'FingerprintHash' },
  { words: 'garbage at end of line;', reason: 'extra-arguments' },
];
