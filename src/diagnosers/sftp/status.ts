import type { Connection } from '../../connections/connection.js';
import type { EventType, LogRecord, SshEvent } from '../../events.js';
import type { FindingMeta } from '../../finding.js';
import { type Advice, defineDiagnoser, type Diagnoser, type Proof } from '../diagnoser.js';

/** Types that name what was asked for; the status that follows answers them. */
const REQUESTS: EventType[] = ['sftp.file-opened', 'sftp.performed', 'sftp.attributes-set'];

interface Asked {
  record: LogRecord;
  path: string | undefined;
}

/** Findings on one answer of the sftp server, one for each user. `advise` gets the path of the first request, where it was logged. */
export function statusDiagnoser(status: string, meta: FindingMeta, title: string, advise: (path: string | undefined) => Advice): Diagnoser {
  return defineDiagnoser({
    meta,
    create: (context) => {
      const asked = context.perConnection<Asked>();
      const remember = (event: SshEvent, connection: Connection | undefined) => {
        if (connection) asked.set(connection, { record: event.record, path: (event.fields as { path?: string }).path });
      };
      return {
        ...Object.fromEntries(REQUESTS.map((type) => [type, remember])),
        'sftp.status'({ record, fields }, connection) {
          const request = connection && asked.get(connection);
          if (connection) asked.delete(connection);
          if (fields.status !== status) return;
          const proofs: [Proof, ...Proof[]] = [{ record, look: fields.status }];
          if (request) proofs.push({ record: request.record });
          const path = request?.path;
          context.report({ host: record.host, key: connection?.user ?? '', title, proofs, connection, advise: () => advise(path) });
        },
      };
    },
  });
}
