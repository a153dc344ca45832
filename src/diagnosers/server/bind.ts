import type { Errno } from '../../events.js';
import type { FindingMeta } from '../../finding.js';
import { type Advice, defineDiagnoser, type Diagnoser } from '../diagnoser.js';
import { whereabouts, type Whereabouts } from '../server-change.js';

export interface Bind {
  ip: string | undefined;
  port: number;
  where: Whereabouts;
}

/** Findings on a socket that sshd could not have, told apart by the error of the system. */
export function bindDiagnoser(error: Errno, meta: FindingMeta, title: string, advise: (bind: Bind) => Advice): Diagnoser {
  return defineDiagnoser({
    meta,
    create: (context) => ({
      'server.bind-failed'({ record, fields }, connection) {
        if (fields.errno !== error) return;
        const bind = { ip: fields.ip, port: fields.port, where: whereabouts(record, connection) };
        context.report({ host: record.host, key: meta.code, title, proofs: [{ record, look: fields.reason }], connection, advise: () => advise(bind) });
      },
    }),
  });
}
