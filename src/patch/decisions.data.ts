/**
 * How far the fixes of a finding that come without a strength can go into a patch. `unasked`: they undo what is wrong and take
 * nothing from anybody. `asked`: they let somebody in, shut somebody out or log private data, which the log cannot decide; the
 * patch has them where the finding is chosen by its code. Not listed: examples with names to fill in, or one way among several.
 */
export const DECISIONS: Readonly<Record<string, 'unasked' | 'asked'>> = {
  'accepted-none': 'unasked',
  'client-alive-timeout': 'unasked',
  'connection-lost': 'unasked',
  'debug-logging-enabled': 'unasked',
  'login-grace-timeout': 'unasked',
  'max-sessions': 'unasked',
  'max-startups': 'unasked',
  'per-source-max-startups': 'unasked',
  'remote-forward-port-in-use': 'unasked',
  'subsystem-not-found': 'unasked',
  'subsystem-program-missing': 'unasked',
  'account-locked': 'asked',
  'brute-force': 'asked',
  'client-disconnect': 'asked',
  'dh-group-out-of-range': 'asked',
  'distributed-brute-force': 'asked',
  'forwarding-refused': 'asked',
  'hostkey-signing-failed': 'asked',
  'invalid-user': 'asked',
  'log-level-too-low': 'asked',
  'login-failed-unexplained': 'asked',
  'no-auth-methods-enabled': 'asked',
  'no-identification': 'asked',
  'partial-auth-incomplete': 'asked',
  'per-source-penalty': 'asked',
  'root-login-not-permitted': 'asked',
  'success-after-failures': 'asked',
  'too-many-failures': 'asked',
  'user-enumeration': 'asked',
  'user-not-in-allowusers': 'asked',
  'x11-forwarding-failed': 'asked',
};
