import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { LogRecord, PublicKey } from '../../events.js';
import type { Fix } from '../../finding.js';
import { loginDiagnoser, type SuspectedReason, type Told } from '../login-problem.js';
import { ownRecord } from '../own-record.js';
import { WEIGHT } from '../weight.js';
import { describe, presented, reissue } from './presented.js';
import { askList, isCertificate, REVOKED_CAUSES, revokedFixes, thenAccepted } from './revoked.js';

interface Revoked {
  record: LogRecord;
  key: string;
  fingerprint: string;
  path: string | undefined;
}

/** Revoked keys that one connection may still turn out to have been signed by. */
const MAX_KEPT = 10;

/** The key of the user is in order: nobody but another CA can help him. */
const ofAnotherCa = (told: Told, path: string | undefined): Fix[] => [
  reissue(told, 'sign the key again with a CA that the server trusts and that is not revoked'),
  ...askList(path, '/path/to/user_ca.pub'),
];

export const certRevoked = loginDiagnoser(
  {
    code: 'cert-revoked',
    category: 'certificate',
    severity: 'error',
    summary: 'a certificate or its CA is revoked',
    explain: `
The list that RevokedKeys names holds this certificate: by its serial number, its key ID or its key. Or it holds the CA that
signed it, and with it every certificate of that CA.

## What to do
- Ask the owner whether it was him. If not, the key is in other hands.
- Revoke the plain key as well if it stands in an authorized_keys: a list of serials does not cover it.
- If the CA itself is revoked, all its certificates must be issued anew by another one.
- If it should not be revoked: \`ssh-keygen -Qf /etc/ssh/revoked.krl id_ed25519-cert.pub\` asks the list.

## What the log cannot tell
The line names key and file, no user or address: they come from other lines of the same connection. Key ID and serial are shown at
VERBOSE. A revoked CA is logged as a plain key: only VERBOSE or DEBUG1 tell that it is one.`,
  },
  (suspect) => {
    const kept = new WeakMap<Connection, Revoked[]>();
    /** The last CA that a connection presented, where DEBUG1 shows it before the refusal. */
    const issuers = new WeakMap<Connection, string>();
    const problem = (key: string, path: string | undefined, ca: boolean): SuspectedReason => ({
      title: ca ? 'the CA of the certificate is revoked' : 'a revoked certificate was used',
      key,
      weight: ca ? WEIGHT.exact : WEIGHT.named,
      stays: true,
      advise: (told) => ({
        summary: ca
          ? `${told.who} presented ${describe(presented(told))}, whose CA (${key}) is revoked`
            + `${path === undefined ? '' : ` by ${path}`}: none of its certificates is accepted.`
          : `${told.who} presented ${describe(presented(told))}, which is revoked `
            + `(${key}${path === undefined ? '' : `, by ${path}`})${thenAccepted(told)}. Ask whether it was the owner.`,
        causes: ca ? ['The key of the CA was lost or replaced, and its certificates were not issued anew.'] : REVOKED_CAUSES,
        fixes: ca ? ofAnotherCa(told, path) : revokedFixes(path, told.where, 'id_ed25519-cert.pub'),
        unknowns: ca ? [] : ['Who holds the key: compare its fingerprint with those of issued certificates (ssh-keygen -lf).'],
      }),
    });
    const signedBy = (connection: Connection, ca: PublicKey | undefined) => {
      const found = kept.get(connection)?.find(({ fingerprint }) => fingerprint === ca?.fingerprint);
      if (found) suspect(found, connection, problem(found.key, found.path, true));
    };
    return {
      'key.revoked'(event, connection) {
        const { key, path } = event.fields;
        if (!key || !connection) return;
        const name = copyText(`${key.type} ${key.fingerprint ?? ''}`.trim());
        const list = path === undefined ? undefined : copyText(path);
        if (isCertificate(key.type)) {
          suspect(event, connection, problem(name, list, false));
        } else if (key.fingerprint !== undefined && key.fingerprint === issuers.get(connection)) {
          suspect(event, connection, problem(name, list, true));
        } else if (key.fingerprint !== undefined) {
          const before = kept.get(connection) ?? [];
          if (before.length < MAX_KEPT) kept.set(
            connection,
            [...before, { record: ownRecord(event.record), key: name, fingerprint: copyText(key.fingerprint), path: list }],
          );
        }
      },
      'key.tested'({ fields: { ca } }, connection) {
        if (!connection) return;
        if (ca?.fingerprint === undefined) issuers.delete(connection);
        else issuers.set(connection, copyText(ca.fingerprint));
      },
      'auth.failed'({ fields: { certificate } }, connection) {
        if (certificate && connection) signedBy(connection, certificate.ca);
      },
    };
  },
);
