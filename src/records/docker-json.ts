import type { Envelope } from './envelope.js';
import { readIsoTime } from './iso-time.js';
import { asText, JSON_FIRST, parseJsonLine } from './json-line.js';

/**
 * `{"log":"text\r\n","stream":"stderr","time":"2026-11-20T12:00:00.123456789Z"}`: the json-file driver of Docker (moby,
 * daemon/logger/jsonfilelog). A line of more than 16 KiB is several entries, of which only the last ends in a line feed.
 */
export const dockerJson: Envelope = {
  name: 'docker-json',
  first: JSON_FIRST,
  read(line, clock) {
    if (!isDockerJson(line)) return undefined;
    const entry = parseJsonLine(line);
    const log = asText(entry?.log);
    const time = readIsoTime(asText(entry?.time) ?? '', clock);
    if (log === undefined || !time) return undefined;
    const whole = log.endsWith('\n');
    return {
      ...time, host: undefined, program: undefined, pid: undefined,
      message: whole ? log.slice(0, -1) : log,
      carries: { stream: asText(entry?.stream) ?? '', partial: !whole },
    };
  },
  samples: [
    { line: '{"log":"text\\r\\n","stream":"stderr","time":"2026-11-20T12:00:00.123456789Z"}', host: undefined, program: undefined, pid: undefined, message: 'text\r', time: '2026-11-20T12:00:00.123Z' },
    { line: '{"log":"Nov 20 12:00:00 server sshd[1]: text\\n","stream":"stdout","attrs":{"tag":"x"},"time":"2026-11-20T12:00:00Z"}', host: undefined, program: undefined, pid: undefined, message: 'Nov 20 12:00:00 server sshd[1]: text' },
    { line: '{"log":"te","stream":"stderr","time":"2026-11-20T12:00:00.1Z"}', host: undefined, program: undefined, pid: undefined, message: 'te' },
  ],
};

/** The driver writes these three fields in this order; other tools that name them so end no log in a line feed. */
export function isDockerJson(line: string): boolean {
  return line.startsWith('{"log":"') && line.includes('","stream":"') && /"time":"[0-9T:.Z+-]{20,35}"\}\s*$/.test(line.slice(-64));
}
