import type { EventFields, Level } from '../events.js';
import { definePattern, type Pattern } from './define.js';

type Subject = EventFields['client-log.line']['subject'];

/** Lines that ssh writes and sshd never does; enough of them to recognize its log, not to explain it. */
function clientLine(id: string, subject: Subject, level: Level, regex: RegExp, text: string): Pattern {
  return definePattern({
    id: `client-${id}`,
    emits: 'client-log.line',
    level,
    heads: [text.slice(0, text.indexOf(' '))],
    regex,
    decode: () => ({ subject }),
    samples: [{ text, level, fields: { subject } }],
  });
}

export const clientLog: readonly Pattern[] = [
  clientLine('configuration', 'configuration', 'debug1',
    /^Reading configuration data \S+$/, 'Reading configuration data /etc/ssh/ssh_config'),
  clientLine('connecting', 'connection', 'debug1',
    /^Connecting to \S+ (?:\[[^\]]*\] )?port \d{1,5}\.$/, 'Connecting to server.example.org [192.0.2.250] port 22.'),
  clientLine('authenticating', 'authentication', 'debug1',
    /^Authenticating to \S+ as '.*'$/, "Authenticating to server.example.org:22 as 'fred'"),
  clientLine('methods', 'authentication', 'debug1',
    /^Authentications that can continue: \S*$/, 'Authentications that can continue: publickey,password'),
  clientLine('next-method', 'authentication', 'debug1',
    /^Next authentication method: \S+$/, 'Next authentication method: publickey'),
  clientLine('server-host-key', 'host-key', 'debug1',
    /^Server host key: \S+ \S+$/, 'Server host key: ssh-ed25519 SHA256:KvsWkNxD2kYVdzBd/WlKIrVd4r7Vc3Y0JNBXVxXBnUo'),
  clientLine('connect-failed', 'connection', 'info',
    /^ssh: connect to host \S+ port \d{1,5}: [\w ]+$/, 'ssh: connect to host 192.0.2.250 port 22: Connection refused'),
  clientLine('host-key-failed', 'host-key', 'info', /^Host key verification failed\.$/, 'Host key verification failed.'),
];
