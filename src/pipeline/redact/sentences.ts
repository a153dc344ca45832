import type { Names } from './names.js';
import { maskWords, redactWords } from './words.js';

/** Sentences of sshd and of PAM that name somebody whom no field of the event names, and where the name stands in them. */
const SENTENCES: readonly [name: RegExp, becomes: (name: string, names: Names) => string][] = [
  // Told to the client to 7.1.
  [/(?<=^Too many authentication failures for ).*$/s, (name, names) => names.user(name)],
  [/(?<=^Change of username or service not allowed: \().*?(?=,[^,()]*\) -> \()/s, (name, names) => names.user(name)],
  [/(?<=^Change of username or service not allowed: \(.*\) -> \().*(?=,[^,()]*\)?$)/s, (name, names) => names.user(name)],
  // pam_sss
  [/(?<=^received for user ).*(?=: \d{1,9} \()/s, (name, names) => names.user(name)],
  [/(?<=^Refused Certificate ID ").*(?=" serial=\d)/s, (id, names) => names.id(id)],
  // The principal of a login by GSSAPI.
  [/^[^\s@"]+@[^\s@"]+$/, (principal, names) => names.user(principal)],
  // A key of authorized_keys, and its comment.
  [/(?<=^key_read: uudecode ).*$/s, maskWords],
];

/** A sentence without the names in it: those that it is known to hold, and those that are known by then. */
export function redactSentence(text: string, names: Names): string {
  return redactWords(SENTENCES.reduce((before, [where, becomes]) => before.replace(where, (name) => becomes(name, names)), text), names);
}

/** What follows in a line of authorized_keys: what options are set to, the key and its comment tell of people. */
export function redactKeyLine(text: string, names: Names): string {
  return text.replace(/"(?:\\.|[^"\\])*"?|\bAAAA.*$/gs, (part) => maskWords(part, names));
}
