import type { Pattern } from './define.js';
import { after, anyOf, tracing } from './trace.js';

const trace = tracing('session');

/** Sessions as sshd books them: their numbers, channels, terminals and children. */
export const sessionTrace: readonly Pattern[] = [
  trace({
    id: 'session-open',
    level: 'debug1',
    heads: [...after('session_new', 'session_open', 'session_close'), 'input_session_request', 'session'],
    regex: anyOf(
      String.raw`session_new: session \d{1,6}`,
      String.raw`session_open: (?:channel \d{1,6}|session \d{1,6}: link with channel \d{1,6})`,
      String.raw`session_close: session \d{1,6} pid \d{1,10}`,
      String.raw`input_session_request`,
      String.raw`session open failed, free channel \d{1,6}`,
    ),
    texts: [
      'session_new: session 0', 'session_open: channel 0', 'session_open: session 0: link with channel 0',
      'input_session_request',
      'session_close: session 0 pid 0', 'session open failed, free channel 1',
    ],
  }),
  trace({
    id: 'session-looked-up',
    level: 'debug1',
    heads: after('session_by_channel', 'session_by_pid', 'session_by_tty'),
    regex: anyOf(
      String.raw`session_by_channel: (?:session \d{1,6} channel -?\d{1,6}|unknown channel -?\d{1,6})`,
      String.raw`session_by_pid: (?:unknown )?pid \d{1,10}`,
      String.raw`session_by_tty: (?:session \d{1,6}|unknown) tty \S{1,64}`,
    ),
    texts: ['session_by_channel: session 0 channel 0', 'session_by_pid: pid 8362', 'session_by_tty: session 0 tty /dev/pts/0'],
  }),
  trace({
    id: 'session-exit',
    level: 'debug1',
    heads: after('session_exit_message', 'session_close_by_channel'),
    regex: anyOf(
      String.raw`session_exit_message: release channel -?\d{1,6}`,
      String.raw`session_exit_message: session \d{1,6} channel -?\d{1,6} pid \d{1,10}(?: exit -?\d{1,6})?`,
      String.raw`session_close_by_channel: channel \d{1,6}(?: child \d{1,10}|: has child(?:, ttyfd -?\d{1,6})?)`,
    ),
    texts: [
      'session_exit_message: release channel 0', 'session_exit_message: session 0 channel 0 pid 5858',
      'session_exit_message: session 0 channel 0 pid 8362 exit 0', 'session_close_by_channel: channel 0 child 0',
      'session_close_by_channel: channel 0: has child', 'session_close_by_channel: channel 0: has child, ttyfd -1',
    ],
  }),
  trace({
    id: 'session-allocate',
    level: 'debug2',
    heads: after('session_new'),
    regex: /^session_new: allocate \(allocated \d{1,6} max \d{1,6}\)$/,
    texts: ['session_new: allocate (allocated 0 max 10)'],
  }),
  trace({
    id: 'session-unused',
    level: 'debug3',
    heads: after('session_unused'),
    regex: /^session_unused: session id \d{1,6} unused$/,
    texts: ['session_unused: session id 0 unused'],
  }),
  trace({
    id: 'session-terminal',
    level: 'debug1',
    heads: [...after('session_pty_req', 'session_pty_cleanup', 'session_pty_cleanup2'), 'Allocating', 'Setting'],
    regex: anyOf(
      String.raw`session_pty_req: session \d{1,6} alloc \S{1,64}`,
      String.raw`session_pty_cleanup2?: session \d{1,6} release \S{1,64}`,
      String.raw`Allocating pty\.`,
      String.raw`Setting controlling tty using TIOCSCTTY\.`,
    ),
    texts: [
      'session_pty_req: session 0 alloc /dev/pts/0', 'session_pty_cleanup2: session 0 release /dev/pts/0', 'Allocating pty.',
      'session_pty_cleanup: session 0 release /dev/pts/0', 'Setting controlling tty using TIOCSCTTY.',
    ],
  }),
  trace({
    id: 'session-environment',
    level: 'debug3',
    heads: ['Copy'],
    regex: /^Copy environment: [A-Za-z0-9_]{1,128}=.{0,2048}$/s,
    texts: ['Copy environment: LANG=en_US.UTF-8'],
  }),
  trace({
    id: 'session-environment-request',
    level: 'debug2',
    heads: ['Setting', 'Ignoring'],
    regex: /^(?:Setting env \d{1,4}: .{1,512}=.{0,2048}|Ignoring env request .{1,512}: disallowed name)$/s,
    texts: ['Setting env 0: LANG=en_US.UTF-8', 'Ignoring env request LD_PRELOAD: disallowed name'],
  }),
];
