import { rsaKeyTooSmall } from '../../authentication/rsa-key-too-small.js';
import { quotePath } from '../../shell.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { inHostBlock } from '../advice.js';
import { accountKey } from '../target.js';
import { newKey } from './keys.js';
import { leftOut } from './key-left-out.js';
import { runOnClient } from '../../run-on-client.js';

export const rsaKeyTooSmallAtClient = defineClientDiagnoser({
  meta: rsaKeyTooSmall.meta,
  look(attempt) {
    const [first, ...rest] = leftOut(attempt, 'too-small');
    if (!first) return undefined;
    const { keyName } = first.fields;
    const path = quotePath(keyName);
    return {
      weight: CLIENT_WEIGHT.named,
      key: `${accountKey(attempt)} ${keyName}`,
      title: `ssh does not use ${keyName}: the RSA key is too short`,
      proofs: [{ record: first.record, look: keyName }, ...rest.map(({ record, fields }) => ({ record, look: fields.keyName }))],
      advise: () => ({
        summary: `${[first, ...rest].map(({ fields }) => fields.keyName).join(', ')} was left out for its length; the server was not asked about it.`,
        causes: ['The RSA key has fewer bits than RequiredRSASize of ssh_config asks for (9.1 and later; 1024 by default, 2048 or more under some crypto policies).'],
        fixes: [
          ...(path === undefined ? [] : [runOnClient('see how long it is', [`ssh-keygen -lf ${path}`])]),
          newKey(attempt, 'make a new key, and install it'),
          {
            ...inHostBlock(attempt, 'until then, for this server alone (the server may refuse it as well)', ['RequiredRSASize 1024']),
            strength: 'weak', caution: 'RSA keys of 1024 bits can be broken by those who have the means. Shorter ones are not used in any case.',
          },
        ],
        unknowns: ['How long the key is, and whether the server would accept it.'],
      }),
    };
  },
});
