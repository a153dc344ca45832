import type { Certificate, SshEvent } from '../events.js';
import type { Connection } from './connection.js';
import { copyText } from './text.js';

/** How far the login of a connection came, as far as the log shows it. */
export interface LoginCourse {
  /** The key exchange is done (DEBUG1), or the client asked to log in, which comes behind it. */
  keyExchanged: boolean;
  /** The client asked which methods there are: method `none`. */
  probed: boolean;
  /** A method besides `none` was tried. */
  tried: boolean;
  /** False once sshd called the user invalid. Undefined: it named none yet. */
  validUser: boolean | undefined;
  /** File of keys that sshd looked into last (DEBUG1). */
  keyFile: string | undefined;
  /** File of principals that sshd looked into last (DEBUG1), and how many lines with principals it found there (DEBUG2, from 9.1 on). */
  principalsFile: { path: string; lines?: number } | undefined;
  /** PAM is asked, as its lines show; at DEBUG1 it shows in any case. */
  pam: boolean;
  /** PAM opened a session for it, and will say when it closes it. */
  pamSession: boolean;
  /** The last certificate that was presented. */
  certificate: Certificate | undefined;
}

export function createLoginCourse(): LoginCourse {
  return { keyExchanged: false, probed: false, tried: false, validUser: undefined, keyFile: undefined, principalsFile: undefined, pam: false, pamSession: false, certificate: undefined };
}

/** Keeps the course of a login up to date. */
export function followLogin(connection: Connection, event: SshEvent): void {
  const { login } = connection;
  noteCertificate(login, event);
  switch (event.type) {
    case 'kex.progress':
      if (event.fields.step === 'done') login.keyExchanged = true;
      break;
    case 'auth.requested':
      login.keyExchanged = true;
      noteMethod(login, event.fields.method);
      break;
    case 'auth.failed':
      noteMethod(login, event.fields.method);
      // `none` asks what methods there are: it is no failure.
      if (event.fields.method !== 'none') connection.failures += event.record.repeat;
      break;
    case 'auth.postponed': case 'auth.partial': case 'auth.accepted': case 'auth.method-tried':
      noteMethod(login, event.fields.method);
      break;
    case 'authorized-keys.tried':
      login.tried = true;
      login.keyFile = copyText(event.fields.path);
      break;
    case 'principals-file.tried':
      login.principalsFile = { path: copyText(event.fields.path) };
      break;
    case 'principals-file.searched':
      login.principalsFile = { path: copyText(event.fields.path), lines: event.fields.processed };
      break;
    case 'pam.session-opened':
      login.pamSession = true;
      break;
    case 'pam.progress': case 'pam.password':
      login.pam = true;
      break;
    case 'pam.login-refused':
      login.pam = true;
      login.tried = true;
      connection.failures += event.record.repeat;
      break;
    case 'pam.auth-failed':
      login.pam = true;
      login.tried = true;
      break;
    case 'key.tested': case 'key.requested': case 'key.algorithm-refused':
    case 'key.algorithm-unsupported': case 'key.too-small': case 'authorized-keys.bad-permissions': case 'authorized-keys.from-mismatch':
    case 'hostbased.requested':
      login.tried = true;
      break;
  }
}

function noteMethod(login: LoginCourse, method: string): void {
  if (method === 'none') login.probed = true;
  else login.tried = true;
}

function noteCertificate(login: LoginCourse, { fields }: SshEvent): void {
  const { certificate } = fields as { certificate?: Certificate };
  if (certificate) login.certificate = { ...certificate, id: copyText(certificate.id), ca: { ...certificate.ca } };
}
