import type { ProblemWording } from '../configuration-problems.data.js';

/** What ssh alone says behind `FILE line N: `, as whole messages. */
export const CLIENT_PLAIN_PROBLEMS: readonly ProblemWording[] = [
  { words: 'Bad number.', reason: 'malformed-value' },
  { words: 'Bad yes/no argument.', reason: 'unknown-value' },
  { words: 'Bad yes/no/ask argument.', reason: 'unknown-value' },
  { words: 'Missing yes/no argument.', reason: 'missing-value' },
  { words: 'Missing yes/no/ask argument.', reason: 'missing-value' },
  { words: 'Missing target argument.', reason: 'missing-value' },
  { words: 'Missing address family.', reason: 'missing-value', option: 'AddressFamily' },
  { words: 'Missing argument to CanonicalDomains', reason: 'missing-value', option: 'CanonicalDomains' },
  { words: 'Bad escape character.', reason: 'malformed-value', option: 'EscapeChar' },
  { words: 'Bad forwarding specification.', reason: 'malformed-value' },
  { words: 'Bad compression level.', reason: 'malformed-value', option: 'CompressionLevel' },
  { words: 'Bad ConnectionAttempts value.', reason: 'malformed-value', option: 'ConnectionAttempts' },
  { words: 'Invalid SetEnv.', reason: 'malformed-value', option: 'SetEnv' },
  { words: 'ProxyJump and ProxyCommand are mutually exclusive', reason: 'duplicate', option: 'ProxyJump' },
  { words: 'Invalid ProxyJump', reason: 'malformed-value', option: 'ProxyJump' },
  { words: 'integer value invalid.', reason: 'malformed-value' },
  { words: 'integer value too small.', reason: 'malformed-value' },
  { words: 'integer value too large.', reason: 'malformed-value' },
];

/** Words with a value behind them, in quotes of either kind or bare. */
export const CLIENT_VALUE_PROBLEMS: readonly ProblemWording[] = [
  { words: 'Bad port', reason: 'malformed-value', option: 'Port' },
  { words: 'Bad SSH2 Mac spec', reason: 'unknown-value', option: 'MACs' },
  { words: 'Bad SSH2 MAC spec', reason: 'unknown-value', option: 'MACs' },
  { words: 'Bad SSH2 CASignatureAlgorithms', reason: 'unknown-value', option: 'CASignatureAlgorithms' },
  { words: 'Bad protocol 2 host key algorithms', reason: 'unknown-value', option: 'HostKeyAlgorithms' },
  { words: 'Bad cipher', reason: 'unknown-value', option: 'Cipher' },
  { words: 'Bad tun device', reason: 'malformed-value', option: 'TunnelDevice' },
  { words: 'Bad dynamic forwarding specification', reason: 'malformed-value', option: 'DynamicForward' },
  { words: 'Bad forwarding specification', reason: 'malformed-value' },
  { words: 'Invalid environment name', reason: 'malformed-value' },
  { words: 'Invalid key path', reason: 'malformed-value', option: 'IdentityFile' },
  { words: 'invalid rekey limit', reason: 'malformed-value', option: 'RekeyLimit' },
];
