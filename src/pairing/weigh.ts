import { CLIENT_WEIGHT } from '../diagnosers/client/diagnoser.js';

/** Codes of a server's log that say less than a reason, on the scale of the reasons of a client. */
const VAGUE: Readonly<Record<string, number>> = {
  'login-failed-unexplained': CLIENT_WEIGHT.unexplained,
  'client-gave-up-before-auth': CLIENT_WEIGHT.unexplained,
  'client-cannot-sign': CLIENT_WEIGHT.ending,
  'client-disconnect': CLIENT_WEIGHT.ending,
  'client-rejected-server': CLIENT_WEIGHT.ending,
  'connection-lost': CLIENT_WEIGHT.ending,
  'connection-reset': CLIENT_WEIGHT.ending,
  'no-identification': CLIENT_WEIGHT.ending,
  'bad-password': CLIENT_WEIGHT.refused,
  'key-not-authorized': CLIENT_WEIGHT.refused,
  // It names what ended the connection, not what was wrong with what had been tried.
  'too-many-failures': CLIENT_WEIGHT.refused + 5,
  // That there is no such user tells more than what the client lacked.
  'invalid-user': CLIENT_WEIGHT.explained + 5,
};

/** How much a finding of a server's log explains of one connection, as CLIENT_WEIGHT. */
export function weightOf(code: string): number {
  return VAGUE[code] ?? CLIENT_WEIGHT.named;
}

/** What the other side's log may replace. */
export function isVague(code: string): boolean {
  return Object.hasOwn(VAGUE, code);
}

/** What a client sees of a request that the server refuses, and the code by which the server's log says why. */
const CLOSER: Readonly<Record<string, string>> = {
  'forwarding-refused': 'remote-forward-port-in-use',
  'subsystem-not-found': 'subsystem-program-missing',
};

/** The code of a server's finding that says more of the same refusal than this one of a client. */
export function closerCode(code: string): string | undefined {
  return CLOSER[code];
}
