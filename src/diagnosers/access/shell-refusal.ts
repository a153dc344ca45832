import { copyText } from '../../connections/text.js';
import type { AccessRefusal } from '../../events.js';
import type { FindingMeta } from '../../finding.js';
import type { Advice, Diagnoser } from '../diagnoser.js';
import { loginDiagnoser, type Told } from '../login-problem.js';

/** A diagnoser of login shells that cannot be run; sshd looks before it asks for anything. */
export function shellRefusal(
  meta: FindingMeta,
  wanted: AccessRefusal,
  advise: (told: Told, path: string | undefined) => Advice,
): Diagnoser {
  return loginDiagnoser(meta, (suspect) => ({
    'access.denied'(event, connection) {
      const { reason, user, path } = event.fields;
      if (reason !== wanted) return;
      const shell = path === undefined ? undefined : copyText(path);
      suspect(event, connection, { title: meta.summary, key: shell ?? '', user, advise: (told) => advise(told, shell) });
    },
  }));
}
