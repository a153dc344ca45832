import type { EventOf, LogRecord, PenaltyReason } from '../../events.js';
import { copyText } from '../../connections/text.js';
import type { Fix } from '../../finding.js';
import { defineDiagnoser, type Proof } from '../diagnoser.js';
import { howMany } from '../how-many.js';
import { createNotes } from '../notes.js';
import { ownRecord } from '../own-record.js';
import { setInConfig, whereabouts, type Whereabouts } from '../server-change.js';
import { PENALTY_WORDS } from './penalty-words.js';

interface Imposed {
  record: LogRecord;
  /** Seconds. */
  duration: number;
}

export const perSourcePenalty = defineDiagnoser({
  meta: {
    code: 'per-source-penalty',
    category: 'limits',
    severity: 'warning',
    summary: 'sshd refuses a source for what it did before',
    explain: `
sshd itself (9.8 and later) refuses a source for some time, because of what earlier connections of it did: failed logins, connections
without login, LoginGraceTime run out, names that do not exist (10.3), RefuseConnection (9.9), or a crash. It is no firewall and no
fail2ban, and neither lists the address.

Each offence adds seconds (by default authfail:5 noauth:1 grace-exceeded:10 crash:90, up to max:600). Below min:15 they are only
counted; above, everything from the address is closed at once until the time is over. More offences prolong it.

## How to fix it
Find what fails: that is the cause, the penalty only its echo. Networks that you trust can be exempt:

\`\`\`
PerSourcePenaltyExemptList 192.0.2.0/24
PerSourcePenalties authfail:2 noauth:1 max:120
\`\`\`

The penalty is kept in memory: a restart of sshd clears it, waiting does too.

## What the log cannot tell
How long it lasts is logged at VERBOSE through 10.2 and at INFO from 10.3 on, in the lines of the listener.`,
  },
  create: (context) => {
    const penalties = createNotes<Imposed>();
    const impose = ({ record, fields }: EventOf<'penalty.added'> | EventOf<'penalty.activated'>) => {
      penalties.add(record.host, copyText(fields.network), { record: ownRecord(record), duration: fields.duration });
    };
    return {
      'penalty.added': impose,
      'penalty.activated': impose,
      'connection.dropped'(event, connection) {
        const { record, fields } = event;
        if (fields.reason === 'max-startups' || fields.penalty === 'refuseconnection') return;
        const imposed = fields.ip === undefined ? undefined : penaltyOf(fields.ip, record.host);
        const proofs: [Proof, ...Proof[]] = [{ record }];
        if (imposed) proofs.push({ record: imposed.record });
        context.report({
          host: record.host,
          key: 'per-source-penalty',
          title: 'sshd refused sources that have a penalty',
          proofs,
          connection,
          attempts: 1,
          advise: ({ ips, moreIps }) => ({
            summary: `sshd itself refuses ${describe(ips, moreIps)}, ${until(imposed)}, because ${because(fields.penalty, ips.length, fields.reason)}.`,
            causes: fields.penalty ? [PENALTY_WORDS[fields.penalty].look] : [],
            fixes: fixes(whereabouts(record, connection), ips),
            unknowns: imposed ? [] : ['How long the penalty lasts: LogLevel VERBOSE shows it (INFO from 10.3 on).'],
          }),
        });
      },
    };

    function penaltyOf(ip: string, host: string | undefined): Imposed | undefined {
      return penalties.get(host, `${ip}/${ip.includes(':') ? '128' : '32'}`);
    }
  },
});

function describe(ips: readonly string[], more: boolean): string {
  return ips.length === 0 ? 'a source' : ips.length <= 3 ? ips.join(', ') : `${howMany(ips, more)} sources`;
}

function until(imposed: Imposed | undefined): string {
  if (!imposed) return 'until its penalty is over';
  const end = imposed.record.time === undefined ? undefined : new Date(imposed.record.time + imposed.duration * 1000).toISOString();
  return end === undefined ? `for ${imposed.duration} seconds` : `at first until ${end} (${imposed.duration} seconds)`;
}

function because(reason: PenaltyReason | undefined, sources: number, dropReason: string): string {
  if (dropReason === 'too-many-penalised') return 'so many addresses have penalties that sshd takes no others';
  if (reason === undefined) return 'of what it did before';
  return sources > 1 ? `among other things ${PENALTY_WORDS[reason].because}` : PENALTY_WORDS[reason].because;
}

function fixes(where: Whereabouts, ips: readonly string[]): Fix[] {
  const [ip] = ips;
  return [
    { side: 'client', summary: 'end what fails on the client: a job with an old password or key, a monitor that only connects', action: 'run' },
    setInConfig(where, 'exempt the source, if it is yours; otherwise leave the penalty to do its work',
      [`PerSourcePenaltyExemptList ${ip !== undefined && ips.length === 1 ? ip : 'ADDRESS,NETWORK'}`],
      'The first line of a keyword wins: add to one that is there.'),
  ];
}
