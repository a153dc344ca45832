import { DIGITS, type Envelope } from './envelope.js';
import { readIsoTime } from './iso-time.js';

/** Time, stream, tags: P where the line goes on in the next entry of the stream, F where it ends. */
const HEAD = /^(\d{4}-\d\d-\d\dT\S{9,30}) (stdout|stderr) ([FP])(?::\S{0,64})? /;

/** `2026-11-20T12:00:00.123456789Z stderr F text`: the container runtimes of Kubernetes (CRI, kubelet-cri-logging). */
export const cri: Envelope = {
  name: 'cri',
  first: DIGITS,
  read(line, clock) {
    // An empty line may have lost its last space.
    const match = HEAD.exec(line.length < 64 ? `${line} ` : line.slice(0, 128));
    const time = match ? readIsoTime(match[1] ?? '', clock) : undefined;
    if (!match || !time) return undefined;
    return {
      ...time, host: undefined, program: undefined, pid: undefined,
      message: line.slice(match[0].length),
      carries: { stream: match[2] ?? '', partial: match[3] === 'P' },
    };
  },
  samples: [
    { line: '2026-11-20T12:00:00.123456789Z stderr F text', host: undefined, program: undefined, pid: undefined, message: 'text', time: '2026-11-20T12:00:00.123Z' },
    { line: '2026-11-20T12:00:00.1234+01:00 stdout P te', host: undefined, program: undefined, pid: undefined, message: 'te', time: '2026-11-20T11:00:00.123Z' },
    { line: '2026-11-20T12:00:00Z stderr F', host: undefined, program: undefined, pid: undefined, message: '' },
  ],
};
