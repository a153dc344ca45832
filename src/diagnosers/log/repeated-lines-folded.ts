import { defineDiagnoser } from '../diagnoser.js';
import { ownRecord } from '../own-record.js';

export const repeatedLinesFolded = defineDiagnoser({
  meta: {
    code: 'repeated-lines-folded',
    category: 'log',
    severity: 'warning',
    summary: 'the logger folds equal lines',
    explain: `
The logger writes "last message repeated N times", or "message repeated N times: [ … ]", in place of equal lines. This tool counts them as N.
Others often do not: fail2ban and sshguard then see fewer failed passwords than there were. The exact times of the folded lines are
lost, and which process they came from where the line names none.

## How to fix it
- rsyslog: remove \`$RepeatedMsgReduction on\` (Ubuntu and old Debian set it), or write \`off\`; then \`systemctl restart rsyslog\`.
- FreeBSD's syslogd: \`syslogd_flags="-cc"\` in rc.conf, \`service syslogd restart\`.
- Others, such as inetutils and busybox syslogd: look for their option, or use rsyslog or the journal.

## What the log cannot tell
When each of the folded messages came.`,
  },
  create: (context) => ({
    line(record, connection) {
      if (record.repeat === 1) return;
      context.report({
        host: record.host,
        key: 'folded',
        title: 'the logger folds equal lines into one',
        proofs: [{ record: ownRecord(record), look: 'repeated' }],
        connection,
        attempts: record.repeat,
        advise: (seen) => ({
          summary: `${seen.attempts} messages stand in the log as a number only. They are counted here; fail2ban and others may miss them, and their exact times are lost.`,
          causes: ['the logger is set up to fold repeated messages (rsyslog: $RepeatedMsgReduction on)'],
          fixes: [{
            side: 'server',
            summary: 'let rsyslog write every message',
            action: 'set',
            file: '/etc/rsyslog.conf',
            lines: ['$RepeatedMsgReduction off'],
            commands: ['rsyslogd -N1', 'systemctl restart rsyslog'],
            caution: 'For rsyslog. Where it is set to "on" further down or in /etc/rsyslog.d, that line counts. On FreeBSD: syslogd_flags="-cc" in /etc/rc.conf.',
          }],
          unknowns: ['When each of the folded messages came.'],
        }),
      });
    },
  }),
});
