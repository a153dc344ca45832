import { copyText } from '../../connections/text.js';
import type { EventFields, LogRecord } from '../../events.js';
import type { Advice } from '../diagnoser.js';
import { ownRecord } from '../own-record.js';
import { runOnServer } from '../server-change.js';
import { shellName } from '../user-name.js';

/** How long after its module refuses a code sshd may say so, in milliseconds: PAM waits a few seconds on purpose. */
const DELAY = 30_000;
/** Refusals that are kept at most; beyond it the oldest goes. */
const MAX_REFUSALS = 1000;

/** A line of a module that refused a second factor: a one-time code, or what Duo asks for. */
export interface RefusedCode {
  record: LogRecord;
  module: string;
  /** What stands against the secret, where the code itself is not at fault; or what Duo said. */
  detail: string | undefined;
}

/** The module's line comes from a process of its own, so that only the user ties it to sshd's line behind it. */
export function createRefusedCodes() {
  const refused = new Map<string, RefusedCode>();
  const keyOf = ({ source, host }: LogRecord, user: string) => `${source}\n${host ?? ''}\n${user}`;
  return {
    note(record: LogRecord, { user, module, detail }: EventFields['pam.code-refused']): void {
      const key = copyText(keyOf(record, user));
      // Of two lines about one try the first says more: why there is no secret.
      const before = refused.get(key);
      if (before?.detail !== undefined && isNear(before.record, record)) return;
      refused.delete(key);
      refused.set(key, { record: ownRecord(record), module: copyText(module), detail: detail === undefined ? undefined : copyText(detail) });
      if (refused.size <= MAX_REFUSALS) return;
      for (const oldest of refused.keys()) {
        refused.delete(oldest);
        break;
      }
    },
    /** The refusal that the line sums up. */
    take(record: LogRecord, user: string): RefusedCode | undefined {
      if (refused.size === 0) return undefined;
      const key = keyOf(record, user);
      const code = refused.get(key);
      refused.delete(key);
      return code && isNear(code.record, record) ? code : undefined;
    },
  };
}

function isNear({ time: before }: LogRecord, { time: after }: LogRecord): boolean {
  return before === undefined || after === undefined || after - before <= DELAY;
}

const DUO = 'pam_duo';

/** What has happened, as a title. */
export function titleOf(user: string, { module }: RefusedCode): string {
  return module === DUO ? `Duo refused the login of ${user}` : `wrong one-time code for ${user}`;
}

/** What to do about it. */
export function adviceOf(user: string, { module, detail }: RefusedCode): Advice {
  return module === DUO ? refusedByDuo(user, detail) : wrongCode(user, detail);
}

function refusedByDuo(user: string, detail: string | undefined): Advice {
  return {
    summary: `The second factor was refused by Duo${detail === undefined ? '' : ` (${detail})`}; the password or key may be right.`,
    causes: ['nobody approved the request on the phone, or somebody denied it', 'a wrong passcode', 'somebody else has the password, and the owner of the phone has denied the login'],
    fixes: [runOnServer('see what Duo said each time', [`grep -h "Duo login for '${shellName(user) ?? 'USER'}'" /var/log/auth.log /var/log/secure`], 'The authentication log in the panel of Duo says who denied it, and where.')],
    unknowns: ['Why Duo refused: its authentication log says so.'],
  };
}

/** What to do about a code; about a secret, where there is none that can be read. */
function wrongCode(user: string, detail: string | undefined): Advice {
  const name = shellName(user) ?? 'USER';
  const look = runOnServer('see whether the account has a secret that is its own', [`ls -lZ ~${name}/.google_authenticator`]);
  const renew = runOnServer('give the account a new secret', [`su - ${name} -c google-authenticator`], 'It prints the secret: only the owner may see it.');
  if (detail !== undefined) {
    return {
      summary: `PAM asks for a one-time code, and there is no secret to check it with (${detail}): no code is right.`,
      causes: ['nobody has run google-authenticator for this account', 'the file has a wrong owner, mode or label of SELinux, or lies in a home that is not there before the login'],
      fixes: [look, renew],
      unknowns: ['Whether the password was right.'],
    };
  }
  return {
    summary: 'The one-time code was refused; the password may be right.',
    causes: ['mistyped, or used once already', 'the clock of the server or of the phone is off by more than half a minute', 'the secret on the phone is that of another account or server'],
    fixes: [runOnServer('see whether the clock is right', ['timedatectl']), look, renew],
    unknowns: ['Whether the password was right.'],
  };
}
