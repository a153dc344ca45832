import type { AccessRefusal } from '../../events.js';
import type { FindingMeta, Fix } from '../../finding.js';
import type { Advice, Diagnoser } from '../diagnoser.js';
import { loginDiagnoser, type Told } from '../login-problem.js';
import { runOnServer, setInConfig } from '../server-change.js';

/** The lists are read in this order, and a user has to pass all four. */
export const ORDER =
  'DenyUsers, AllowUsers, DenyGroups, AllowGroups: all four are asked, in this order, and each must let the user pass.';

interface Rule {
  meta: FindingMeta;
  reasons: readonly AccessRefusal[];
  title: string;
  /** `host` is the name or address that sshd compared. */
  advise: (told: Told, reason: AccessRefusal, host: string | undefined) => Advice;
}

/** A diagnoser of AllowUsers and its kin: sshd names the list, and goes on as if the user did not exist. */
export function listRefusal({ meta, reasons, title, advise }: Rule): Diagnoser {
  return loginDiagnoser(meta, (suspect) => ({
    'access.denied'(event, connection) {
      const { reason, user, host, ip } = event.fields;
      if (!reasons.includes(reason)) return;
      const from = (host ?? ip)?.slice(0, 255);
      suspect(event, connection, { title, user, advise: (told) => advise(told, reason, from) });
    },
  }));
}

/** What sshd has in force for just this user from just this place. */
export function showRule(keyword: string, { name, connection }: Told, host?: string): Fix {
  const address = connection.ip ?? 'ADDRESS';
  const from = host !== undefined && /^[\w.:-]+$/.test(host) ? host : address;
  return runOnServer(
    `see which ${keyword} is in force for this login`,
    [`sshd -T -C user=${name},host=${from},addr=${address} | grep -i '^${keyword.toLowerCase()}'`],
  );
}

/** Of no use where the configuration is known: then it is said. */
export const WHERE_TO_PUT = 'Put it above the first Match block, or into the block that holds the present list.';

/** A further line of a list: sshd joins the lines of one keyword. */
export function addLine(told: Told, summary: string, line: string): Fix {
  return {
    ...setInConfig(
      told.where,
      summary,
      [line],
      WHERE_TO_PUT,
    ),
    action: 'append',
  };
}
