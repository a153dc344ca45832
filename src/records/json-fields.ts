import { readAnyTime } from './any-time.js';
import { type Envelope, type Header, NOTHING_ASSUMED } from './envelope.js';
import { isDockerJson } from './docker-json.js';
import { asPid, asText, JSON_FIRST, type JsonObject, parseJsonLine, pick } from './json-line.js';
import { trustedProgram } from './journal-entry.js';
import type { LogClock } from './log-clock.js';
import { sshProgram } from './programs.js';
import { readTag } from './tag.js';

/**
 * What shippers call the parts of a line: rsyslog (templates, jsonmesg), syslog-ng ($(format-json)), Fluent Bit, Vector, Elastic
 * (ECS), Graylog (GELF), OpenTelemetry. The first that is there counts, so the more telling names come first.
 */
const MESSAGE = ['message', 'msg', 'MESSAGE', 'MSG', '@message', 'short_message', 'log', 'body', 'textPayload', 'event.original'];
const PROGRAM = ['programname', 'program', 'PROGRAM', 'app_name', 'appname', 'app-name', 'APP-NAME', 'APP_NAME', 'application_name', 'ident',
  'SYSLOG_IDENTIFIER', 'syslog.identifier', 'process.name', 'log.syslog.appname', 'syslog.appname', 'process', '_app_name'];
const TAG = ['syslogtag', 'syslog_tag', 'syslog-tag', 'TAG', 'tag'];
const PID = ['_PID', 'procid', 'PROCID', 'PID', 'pid', 'process.pid', 'proc_id', 'process_id', 'log.syslog.procid', 'SYSLOG_PID', '_process_id'];
const HOST = ['hostname', 'HOST', 'host.hostname', 'host.name', 'host', '_HOSTNAME', 'log.syslog.hostname', 'fromhost', 'source', 'agent.hostname'];
const CONTAINER = ['kubernetes.pod_name', 'kubernetes.pod.name', 'container.name', 'container_name', 'container_id'];
const TIME = ['timereported', '__REALTIME_TIMESTAMP', 'ISODATE', 'DATE', 'timestamp', 'timegenerated', '@timestamp', 'time', 'date'];

/** Formats of JSON that are read by themselves. */
function isOther(line: string): boolean {
  return isDockerJson(line) || (line.includes('"MESSAGE"') && line.includes('_REALTIME_TIMESTAMP"')) || line.includes('"eventMessage"');
}

/**
 * A line of JSON by the usual names of its fields. Where it names no program, its message is a line by itself: that of a file, or,
 * where it names the stream, what a container printed. Any program can write a message that looks like one of sshd, so that of a file
 * must have a header.
 */
export const jsonFields: Envelope = {
  name: 'json-fields',
  first: JSON_FIRST,
  read(line, clock) {
    if (isOther(line)) return undefined;
    const object = parseJsonLine(line);
    const message = object && asText(pick(object, MESSAGE));
    return object && message !== undefined ? toHeader(object, message, clock) : undefined;
  },
  samples: [
    { line: '{"timereported":"2026-11-20T12:00:00+01:00","hostname":"server","syslogtag":"sshd[634]:","msg":" text"}', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T11:00:00.000Z' },
    { line: '@cee: {"timestamp":"Nov 20 12:00:00","hostname":"server","programname":"sshd","procid":"634","message":"text"}', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T12:00:00.000Z' },
    { line: '{"PROGRAM":"sshd","PID":"634","MESSAGE":"text","HOST":"server","ISODATE":"2026-11-20T12:00:00+00:00","PRIORITY":"info"}', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T12:00:00.000Z' },
    { line: '{"@timestamp":"2026-11-20T12:00:00.000Z","message":"text","process":{"name":"sshd","pid":634},"host":{"name":"server"}}', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T12:00:00.000Z' },
    { line: '{"appname":"sshd","procid":634,"hostname":"server","message":"text","timestamp":"2026-11-20T12:00:00Z"}', host: 'server', program: 'sshd', pid: 634, message: 'text' },
    { line: '{"date":1795207283.5,"ident":"sshd","pid":"634","message":"text","host":"server"}', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T20:41:23.500Z' },
    { line: '{"date":1795207283.5,"log":"Nov 20 12:00:00 server sshd[634]: text"}', host: undefined, program: undefined, pid: undefined, message: 'Nov 20 12:00:00 server sshd[634]: text' },
    { line: '{"message":"caf\\u00e9","program":"sshd"}', host: undefined, program: 'sshd', pid: undefined, message: 'caf\xc3\xa9' },
  ],
};

function toHeader(object: JsonObject, message: string, clock: LogClock): Header {
  const tagged = readTagField(asText(pick(object, TAG)) ?? '');
  const program = trustedProgram(asText(pick(object, PROGRAM)) ?? tagged.program, asText(pick(object, ['_COMM'])));
  const header: Header = {
    ...(readAnyTime(pick(object, TIME), clock) ?? { time: undefined, timeAssumed: NOTHING_ASSUMED }),
    host: readHost(asText(pick(object, HOST))),
    program: program?.slice(program.lastIndexOf('/') + 1),
    pid: asPid(pick(object, PID)) ?? tagged.pid,
    // rsyslog keeps the space behind the tag.
    message: program === undefined ? message.replace(/\n$/, '') : message.replace(/^ /, '').replace(/\n$/, ''),
  };
  if (program !== undefined) return header;
  const stream = asText(object.stream);
  if (stream === undefined) return { ...header, carries: { stream: '', dressedOnly: true } };
  return { ...header, host: asText(pick(object, CONTAINER)) ?? header.host, carries: { stream } };
}

/** `sshd[634]:`, with the colon or without. Fluentd calls its routes tags, too: those end otherwise. */
function readTagField(tag: string) {
  return readTag(/[\]:]$/.test(tag) || sshProgram(tag) !== undefined ? `${tag.replace(/:$/, '')}: ` : '', 0);
}

/** Some call the file that a line comes from its source. */
function readHost(host: string | undefined): string | undefined {
  return host === undefined || host.startsWith('/') ? undefined : host;
}
