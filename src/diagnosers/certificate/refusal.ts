import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { CertificateRefusal } from '../../events.js';
import type { FindingMeta } from '../../finding.js';
import type { Advice, Diagnoser } from '../diagnoser.js';
import { loginDiagnoser, type Suspect, type Told } from '../login-problem.js';
import { certificateKey } from './presented.js';
import type { Handlers } from '../diagnoser.js';

export interface Refused {
  reason: CertificateRefusal;
  /** The file and line that trusts the CA, where it is not TrustedUserCAKeys. */
  path?: string;
  line?: number;
}

/**
 * A diagnoser of certificates that sshd refuses for one of `reasons`; their weight where it is not the usual one.
 * @param more further events that name the same reason
 */
export function certificateRefusal(
  meta: FindingMeta,
  reasons: Partial<Record<CertificateRefusal, number>>,
  advise: (told: Told, refused: Refused) => Advice,
  more: (suspect: Suspect) => Handlers = () => ({}),
): Diagnoser {
  return loginDiagnoser(meta, (suspect) => {
    const named = new WeakSet<Connection>();
    return {
      'certificate.refused'(event, connection) {
        const { reason, certificate, user, path, line } = event.fields;
        const weight = reasons[reason];
        if (weight === undefined) return;
        // "Refused by certificate options" sums up the line before it, which named the option.
        const again = reason === 'options' && connection !== undefined && named.has(connection);
        if (connection) named.add(connection);
        const refused: Refused = {
          reason,
          ...(path !== undefined && { path: copyText(path) }),
          ...(line !== undefined && { line }),
        };
        suspect(event, connection, {
          title: meta.summary,
          key: certificateKey(certificate),
          weight,
          user,
          ...(again && { attempts: 0 }),
          advise: (told) => advise(told, refused),
        });
      },
      ...more(suspect),
    };
  });
}
