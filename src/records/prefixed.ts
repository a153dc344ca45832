import { type Envelope, NOTHING_ASSUMED } from './envelope.js';

/** The name of a service, padded, and a bar (docker compose); pod and container in brackets (kubectl). */
const COMPOSE = /^([a-zA-Z0-9][\w.-]{0,127}) {0,64}\| /;
const KUBECTL = /^\[pod\/([\w.-]{1,253}\/[\w.-]{1,63})\] /;

/** `web-1  | text` of `docker compose logs` and `[pod/web/sshd] text` of `kubectl logs --prefix`: the lines of several containers. */
export const prefixed: Envelope = {
  name: 'prefixed',
  read(line) {
    // Lines without any header are asked, too: nearly all of what sshd prints itself has no bar.
    const bracketed = line.charCodeAt(0) === 91;
    const bar = bracketed ? -1 : line.indexOf('| ');
    const match = bar > 0 ? COMPOSE.exec(line.slice(0, Math.min(bar + 2, 256))) : bracketed ? KUBECTL.exec(line.slice(0, 400)) : null;
    if (!match) return undefined;
    return {
      time: undefined, timeAssumed: NOTHING_ASSUMED, host: match[1], program: undefined, pid: undefined,
      message: line.slice(match[0].length),
      carries: { stream: '' },
    };
  },
  samples: [
    { line: 'web-1  | text', host: 'web-1', program: undefined, pid: undefined, message: 'text' },
    { line: 'sshd | 2026-11-20T12:00:00.123456789Z text', host: 'sshd', program: undefined, pid: undefined, message: '2026-11-20T12:00:00.123456789Z text' },
    { line: '[pod/web-6f/sshd] text', host: 'web-6f/sshd', program: undefined, pid: undefined, message: 'text' },
  ],
};
