import type { Envelope } from './envelope.js';
import { readIsoTime } from './iso-time.js';
import { asPid, asText, JSON_FIRST, parseJsonLine } from './json-line.js';

/** One entry of the unified log a line: `log show --style ndjson` (log(1)). The path of the process is the system's word. */
export const macosJson: Envelope = {
  name: 'macos-json',
  first: JSON_FIRST,
  read(line, clock) {
    if (!line.includes('"eventMessage"') || !line.includes('"processImagePath"')) return undefined;
    const entry = parseJsonLine(line);
    const message = asText(entry?.eventMessage);
    const path = asText(entry?.processImagePath);
    const time = readIsoTime(asText(entry?.timestamp) ?? '', clock);
    if (!entry || message === undefined || path === undefined || !time) return undefined;
    return { ...time, host: undefined, program: path.slice(path.lastIndexOf('/') + 1), pid: asPid(entry.processID), message };
  },
  samples: [
    { line: '{"timestamp":"2026-11-20 12:00:00.123456+0100","eventMessage":"text","processImagePath":"\\/usr\\/sbin\\/sshd","processID":634,"messageType":"Default"}', host: undefined, program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T11:00:00.123Z' },
    { line: '{"processID":635,"processImagePath":"/usr/libexec/sshd-session","eventMessage":"text","timestamp":"2026-11-20 12:00:00.123456+0100"}', host: undefined, program: 'sshd-session', pid: 635, message: 'text' },
    { line: '{"processID":1,"processImagePath":"/usr/bin/log","eventMessage":"sshd: text","timestamp":"2026-11-20 12:00:00.123456+0100"}', host: undefined, program: 'log', pid: 1, message: 'sshd: text' },
  ],
};
