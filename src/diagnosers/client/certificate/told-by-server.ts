import { eventsOf } from '../../../attempts/attempt.js';
import type { KeyRemark } from '../../../events/client/index.js';
import { authorizedKeysFromMismatch } from '../../authentication/authorized-keys-from-mismatch.js';
import { certExpired } from '../../certificate/cert-expired.js';
import { certNoPrincipals } from '../../certificate/cert-no-principals.js';
import { certNotYetValid } from '../../certificate/cert-not-yet-valid.js';
import { certPrincipalMismatch } from '../../certificate/cert-principal-mismatch.js';
import { certSourceAddress } from '../../certificate/cert-source-address.js';
import type { FindingMeta } from '../../../finding.js';
import { askServer } from '../advice.js';
import { accountKey, describeAccount } from '../target.js';
import { keyArgument } from '../authentication/keys.js';
import { hasFailed, loginOf } from '../authentication/login.js';
import { CLIENT_WEIGHT, type ClientDiagnoser, defineClientDiagnoser } from '../diagnoser.js';
import { runOnClient } from '../../run-on-client.js';

/** What the server says of a certificate or key with -v ("Remote: …"), and what it means. */
const REASONS: readonly { remark: KeyRemark; meta: FindingMeta; title: string; cause: string; todo: string }[] = [
  {
    remark: 'cert-expired', meta: certExpired.meta, title: 'the certificate has expired',
    cause: 'Its time is over, or the clock of the server is ahead.', todo: 'have the CA sign the key anew',
  },
  {
    remark: 'cert-not-yet-valid', meta: certNotYetValid.meta, title: 'the certificate is not valid yet',
    cause: 'It was made for later, or the clock of the server is behind that of the CA.', todo: 'wait, or have the CA sign the key anew (-V -5m:+1d leaves room for clocks)',
  },
  {
    remark: 'cert-principal', meta: certPrincipalMismatch.meta, title: 'the certificate is for other user names',
    cause: 'The login name is not among its principals.', todo: 'log in with one of its principals, or have it signed for this name (-n NAME)',
  },
  {
    remark: 'cert-no-principals', meta: certNoPrincipals.meta, title: 'the certificate names no user',
    cause: 'It was signed without -n, which servers do not accept.', todo: 'have it signed with -n NAME',
  },
  {
    remark: 'cert-source-address', meta: certSourceAddress.meta, title: 'the certificate may not be used from this address',
    cause: 'Its option source-address does not have the address from which the server sees this client.', todo: 'come from one of its addresses, or have it signed for this one',
  },
  {
    remark: 'key-from', meta: authorizedKeysFromMismatch.meta, title: 'the key may not be used from this address',
    cause: 'from="…" in the line of the key in authorized_keys does not have the address or name that the server sees.', todo: 'come from one of the addresses that from= lists, or have the line changed',
  },
];

/** One diagnoser for each; the words are the server's own. */
export const toldByServer: readonly ClientDiagnoser[] = REASONS.map(({ remark, meta, title, cause, todo }) => defineClientDiagnoser({
  meta,
  look(attempt, context) {
    const event = eventsOf(attempt, 'client.key-remark').find(({ fields }) => fields.remark === remark);
    if (!event || !hasFailed(attempt)) return undefined;
    const key = loginOf(attempt).offered.findLast(({ record }) => record.line < event.record.line);
    const path = key && keyArgument(key);
    return {
      weight: CLIENT_WEIGHT.named,
      key: accountKey(attempt),
      title: `${title}: login of ${describeAccount(attempt)}`,
      proofs: [{ record: event.record }, ...(key ? [{ record: key.record, look: key.keyName }] : [])],
      advise: () => ({
        summary: `The server itself says why: ${title}.`,
        causes: [cause],
        fixes: [
          runOnClient(remark === 'key-from' ? `${todo}; from where the server sees you:` : `${todo}; what the certificate says:`,
            remark === 'key-from' ? ['ip route get SERVER'] : [`ssh-keygen -Lf ${path === undefined ? 'KEY-cert.pub' : `${path}-cert.pub`}`]),
        ],
        unknowns: [askServer(attempt, context, 'Which line or certificate it was')],
      }),
    };
  },
}));
