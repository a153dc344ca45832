import type { Pattern } from './define.js';
import { after, anyOf, tracing } from './trace.js';

const trace = tracing('channel');

/** States of the two directions, then descriptors. */
const STATE = String.raw`\(i\d o\d sock -?\d{1,6} wfd -?\d{1,6} efd -?\d{1,6} \[[a-z]{1,10}\]\)`;

/** `channel <number>: ` and one of the shapes. */
function ofChannel(...shapes: readonly string[]): RegExp {
  return anyOf(String.raw`channel \d{1,6}: (?:${shapes.join('|')})`);
}

/** Channels (RFC 4254 section 5) as sshd counts, fills, drains and closes them. */
export const channelTrace: readonly Pattern[] = [
  trace({
    id: 'channel-flow',
    level: 'debug2',
    heads: ['channel'],
    regex: ofChannel(
      String.raw`(?:ibuf|obuf) empty`,
      String.raw`input (?:open|drain) -> (?:drain|closed|wait_drain|wait_oclose)`,
      String.raw`output (?:open|drain) -> (?:drain|closed)`,
      String.raw`(?:read|write) failed`,
      String.raw`rcvd (?:eof|close|eow|ext data \d{1,10}|adjust \d{1,10})`,
      String.raw`open confirm rwindow \d{1,10} rmax \d{1,10}`,
      String.raw`send (?:eof|eow|close|close for remote id \d{1,10})`,
      String.raw`closing (?:read|write)-efd -?\d{1,6}`,
      String.raw`gc: (?:notify user|user detached)`,
      String.raw`callback (?:start|done)`,
      'send_close2', 'close_read', 'close_write', 'is dead', 'garbage collecting', 'active', 'almost dead', 'zombie',
      'not open', 'filter stopped', 'detaching channel user', 'send open',
    ),
    texts: [
      'channel 0: ibuf empty', 'channel 0: input open -> drain', 'channel 0: output drain -> closed', 'channel 0: read failed',
      'channel 0: rcvd eof', 'channel 0: send close', 'channel 0: send close for remote id 0', 'channel 0: closing read-efd 13',
      'channel 0: gc: user detached', 'channel 0: is dead', 'channel 0: send_close2', 'channel 0: close_write',
    ],
  }),
  trace({
    id: 'channel-amounts',
    level: 'debug2',
    heads: ['channel'],
    regex: ofChannel(
      String.raw`read \d{1,10} from efd -?\d{1,6}`,
      String.raw`written \d{1,10} to efd -?\d{1,6}`,
      String.raw`read<=0 rfd -?\d{1,6} len -?\d{1,10}`,
      String.raw`(?:read|write) failed [rw]fd -?\d{1,6} maxlen \d{1,10}: [A-Za-z ]{1,80}`,
      String.raw`rwin \d{1,10} elen \d{1,10} euse [01]`,
      String.raw`sent ext data \d{1,10}`,
      String.raw`[io]buf_empty delayed efd -?\d{1,6}/\(\d{1,10}\)`,
      String.raw`window \d{1,10} sent adjust \d{1,10}`,
      String.raw`request [A-Za-z0-9@.-]{1,64} confirm [01]`,
    ),
    texts: [
      'channel 0: read 0 from efd 13', 'channel 0: read<=0 rfd 9 len 0', 'channel 0: rwin 2097152 elen 83 euse 1',
      'channel 0: read failed rfd 11 maxlen 32768: Broken pipe', 'channel 0: sent ext data 83',
      'channel 0: ibuf_empty delayed efd 10/(83)', 'channel 0: request exit-status confirm 0',
      'channel 0: request keepalive@openssh.com confirm 1', 'channel 0: window 1966080 sent adjust 131072',
    ],
  }),
  trace({
    id: 'channel-shutdown',
    level: 'debug2',
    heads: ['channel', 'chan_shutdown_read:', 'chan_shutdown_write:'],
    regex: anyOf(
      String.raw`chan_shutdown_read: channel \d{1,6}: ${STATE}`,
      String.raw`chan_shutdown_write: channel \d{1,6}: ${STATE}`,
      String.raw`channel \d{1,6}: chan_shutdown_read ${STATE}`,
      String.raw`channel \d{1,6}: chan_shutdown_write ${STATE}`,
    ),
    texts: [
      'chan_shutdown_read: channel 0: (i0 o3 sock -1 wfd 11 efd -1 [closed])',
      'chan_shutdown_write: channel 0: (i0 o1 sock -1 wfd 10 efd 13 [read])',
      'channel 0: chan_shutdown_read (i0 o3 sock -1 wfd 10 efd 12 [read])',
    ],
  }),
  trace({
    id: 'channel-shutdown-extended',
    level: 'debug1',
    heads: after('chan_shutdown_extended_read'),
    regex: anyOf(String.raw`chan_shutdown_extended_read: channel \d{1,6}: ${STATE}`),
    texts: ['chan_shutdown_extended_read: channel 0: (i0 o3 sock -1 wfd -1 efd 13 [ignore])'],
  }),
  trace({
    id: 'channel-kept',
    level: 'debug3',
    heads: ['channel'],
    regex: ofChannel(
      String.raw`close_fds r -?\d{1,6} w -?\d{1,6} e -?\d{1,6} c -?\d{1,6}`,
      String.raw`status: The following connections are open:(?:\\r\\n|\r\n).{0,2048}`,
      String.raw`classify type "[^"]{1,64}" \((?:no )?TTY\) as (?:bulk|interactive)`,
      'will not send data after close',
    ),
    texts: [
      'channel 0: will not send data after close', 'channel 0: close_fds r -1 w -1 e -1 c -1',
      'channel 0: status: The following connections are open:\\r\\n  #0 server-session (t4 r0 i3/0 o3/0 fd -1/-1 cc -1)\\r\\n',
      'channel 0: classify type "session:command" (no TTY) as bulk', 'channel 0: classify type "(null)" (no TTY) as interactive',
    ],
  }),
  trace({
    id: 'channel-new',
    level: 'debug1',
    heads: ['channel'],
    until: '9.1',
    regex: /^channel \d{1,6}: new \[[^\]]{1,200}\]$/,
    texts: ['channel 0: new [server-session]', 'channel 1: new [direct-tcpip]'],
  }),
  trace({
    id: 'channel-new-type',
    level: 'debug1',
    heads: ['channel'],
    since: '9.2',
    regex: /^channel \d{1,6}: new [a-z0-9@.:-]{1,64} \[[^\]]{1,200}\] \(inactive timeout: \d{1,10}\)$/,
    texts: [
      'channel 0: new session [server-session] (inactive timeout: 0)',
      'channel 1: new direct-tcpip [direct-tcpip] (inactive timeout: 0)',
    ],
  }),
  trace({
    id: 'channel-free',
    level: 'debug1',
    heads: ['channel'],
    regex: /^channel \d{1,6}: free: .{1,200}, nchannels \d{1,6}$/s,
    texts: ['channel 0: free: server-session, nchannels 1', 'channel 1: free: direct-tcpip, nchannels 2'],
  }),
  trace({
    id: 'channel-timeouts',
    level: 'debug3',
    heads: after('channel_clear_timeouts', 'process_channel_timeouts', 'server_process_channel_timeouts'),
    regex: /^(?:channel_clear_timeouts: clearing|(?:server_)?process_channel_timeouts: setting \d{1,6} timeouts)$/,
    texts: [
      'channel_clear_timeouts: clearing', 'process_channel_timeouts: setting 0 timeouts',
      'server_process_channel_timeouts: setting 0 timeouts',
    ],
  }),
  trace({
    id: 'channel-label',
    level: 'debug2',
    since: '9.2',
    heads: after('channel_set_xtype'),
    regex: /^channel_set_xtype: labeled channel \d{1,6} as [a-z0-9@.:-]{1,64} \(inactive timeout \d{1,10}\)$/,
    texts: ['channel_set_xtype: labeled channel 0 as session:command (inactive timeout 0)'],
  }),
  trace({
    id: 'channel-dispatch',
    level: 'debug1',
    heads: ['server_init_dispatch', 'server_init_dispatch_20'],
    regex: /^server_init_dispatch(?:_20)?$/,
    texts: ['server_init_dispatch', 'server_init_dispatch_20'],
  }),
  trace({
    id: 'notify-pipe',
    level: 'debug2',
    heads: after('notify_done'),
    regex: /^notify_done: reading$/,
    texts: ['notify_done: reading'],
  }),
  trace({
    id: 'channel-buffers',
    level: 'debug3',
    heads: ['channel'],
    regex: /^channel \d{1,6}: (?:waiting for connection|big (?:input|output) buffer \d{1,10}(?: > \d{1,10})?)$/,
    texts: ['channel 2: waiting for connection', 'channel 0: big output buffer 40000 > 32768'],
  }),
  trace({
    id: 'channel-status-confirmed',
    level: 'debug2',
    heads: after('channel_input_status_confirm', 'channel_input_open_confirmation'),
    regex: anyOf(
      String.raw`channel_input_status_confirm: type \d{1,3} id \d{1,10}`,
      String.raw`channel_input_open_confirmation: channel \d{1,10}: callback (?:start|done)`,
      String.raw`channel_input_open_confirmation: channel \d{1,10}: open confirm rwindow \d{1,10} rmax \d{1,10}`,
    ),
    texts: ['channel_input_status_confirm: type 99 id 0', 'channel_input_open_confirmation: channel 1: callback start'],
  }),
];
