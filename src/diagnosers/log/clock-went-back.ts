import { copyText } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { ownRecord } from '../own-record.js';

/** Processes log side by side, and syslog forwards late: a little disorder is no news. In milliseconds. */
const TOLERANCE = 30_000;
const HOUR = 3_600_000;
/** Hosts whose last time is kept. */
const MAX_HOSTS = 10_000;

export const clockWentBack = defineDiagnoser({
  meta: {
    code: 'clock-went-back',
    category: 'log',
    severity: 'warning',
    summary: 'times in the log go back',
    explain: `
A line is more than half a minute older than the line before it, of the same host and log. Durations, rates and the order of events around that
place cannot be trusted; neither can logins that depend on the time: certificates, expiry dates, one-time passwords.

## Usual causes
- The clock was wrong and was set: at boot, by hand, or by NTP after a long outage. Virtual machines that were suspended.
- The end of summer time: a log in local time repeats an hour (this looks like exactly one hour).
- Lines of several hosts or time zones under one name; a file put together from pieces in the wrong order.

## How to fix it
Let the system keep time (\`timedatectl set-ntp true\`, chrony) and see that it does (\`chronyc tracking\`). Let the logger write times with
their zone: in rsyslog remove \`$ActionFileDefaultTemplate RSYSLOG_TraditionalFileFormat\`.

## What the log cannot tell
Which of the times are right.`,
  },
  create: (context) => {
    const clocks = new Map<string, { last: number }>();
    /** Almost every line is of the same log and host as the one before. */
    let current: { source: string; host: string | undefined; clock: { last: number } } | undefined;
    return { line };

    function clockOf({ source, host }: LogRecord): { last: number } {
      if (current?.source === source && current.host === host) return current.clock;
      const key = copyText(`${source}\n${host ?? ''}`);
      const clock = clocks.get(key) ?? { last: Number.NEGATIVE_INFINITY };
      if (clocks.size < MAX_HOSTS) clocks.set(key, clock);
      current = { source, host: host === undefined ? undefined : copyText(host), clock };
      return clock;
    }

    function line(record: LogRecord, connection: Parameters<typeof context.report>[0]['connection']): void {
      const { time, host } = record;
      if (time === undefined) return;
      const clock = clockOf(record);
      const back = clock.last - time;
      clock.last = time;
      if (back <= TOLERANCE || back === Number.POSITIVE_INFINITY) return;
      const summerTime = Math.abs(back - HOUR) < HOUR / 2 && record.timeAssumed.includes('zone');
      context.report({
        host,
        key: 'back',
        title: 'times in the log go back',
        proofs: [{ record: ownRecord(record) }],
        connection,
        advise: () => ({
          summary: `A line is ${Math.round(back / 1000)} seconds older than the one before it: durations and rates around it cannot be trusted.`,
          causes: [...(summerTime ? ['the end of summer time: the log is in local time'] : []), 'the clock was set', 'lines of several hosts or time zones, or pieces in the wrong order'],
          fixes: [{ side: 'server', summary: 'let the system keep time, and see whether it does', action: 'run', commands: ['timedatectl set-ntp true', 'timedatectl timesync-status || chronyc tracking'] }],
          unknowns: ['Which of the times are right.'],
        }),
      });
    }
  },
});
