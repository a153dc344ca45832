import type { PamResult } from '../events.js';

/** What Linux-PAM prints for its return codes in the C locale. */
const TEXTS: Readonly<Record<string, PamResult>> = {
  Success: 'success',
  'Authentication failure': 'auth-error',
  'User not known to the underlying authentication module': 'user-unknown',
  'Authentication service cannot retrieve authentication info': 'authinfo-unavailable',
  'Have exhausted maximum number of retries for service': 'max-tries',
  'Permission denied': 'permission-denied',
  'User account has expired': 'account-expired',
  'Authentication token is no longer valid; new one required': 'new-token-required',
  'Authentication token expired': 'token-expired',
  'Module is unknown': 'module-unknown',
  'System error': 'system-error',
  'Authentication token manipulation error': 'token-error',
  'Failure setting user credentials': 'credentials-error',
  'Underlying authentication service cannot retrieve user credentials': 'credentials-unavailable',
  'User credentials expired': 'credentials-expired',
  'Cannot make/remove an entry for the specified session': 'session-error',
  'Conversation error': 'conversation-error',
  'Insufficient credentials to access authentication data': 'insufficient-credentials',
  'Error in service module': 'service-error',
  'Critical error - immediate abort': 'abort',
};

/** The code behind a text; undefined where the library is another or speaks another language. */
export function pamResult(text: string): PamResult | undefined {
  return TEXTS[text];
}

/** Length of the known text that `line` begins with, 0 if none: such a text can hold ` for `, as a user's name can. */
export function pamTextLength(line: string): number {
  for (const text of Object.keys(TEXTS)) {
    if (line.startsWith(`${text} for `)) return text.length;
  }
  return Math.max(0, line.indexOf(' for '));
}
