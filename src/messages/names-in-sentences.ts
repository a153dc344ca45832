/** Where a free text names somebody: a user, the ID of a certificate, or people in words of any kind. */
export interface NameInSentence {
  where: RegExp;
  names: 'user' | 'id' | 'words';
}

/** Sentences of sshd and of PAM that name somebody whom no field of their event names. */
export const NAMES_IN_SENTENCES: readonly NameInSentence[] = [
  // Told to the client to 7.1.
  { where: /(?<=^Too many authentication failures for ).*$/s, names: 'user' },
  { where: /(?<=^Change of username or service not allowed: \().*?(?=,[^,()]*\) -> \()/s, names: 'user' },
  { where: /(?<=^Change of username or service not allowed: \(.*\) -> \().*(?=,[^,()]*\)?$)/s, names: 'user' },
  // pam_sss
  { where: /(?<=^received for user ).*(?=: \d{1,9} \()/s, names: 'user' },
  { where: /(?<=^Refused Certificate ID ").*(?=" serial=\d)/s, names: 'id' },
  // The principal of a login by GSSAPI.
  { where: /^[^\s@"]+@[^\s@"]+$/, names: 'user' },
  // A key of authorized_keys, and its comment.
  { where: /(?<=^key_read: uudecode ).*$/s, names: 'words' },
];
