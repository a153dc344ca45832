import type { ClientLog, Finding, ServerReport } from '../../finding.js';
import { printable, printableWord } from '../safe-text.js';
import { palette, shownCode, type Style } from '../style.js';
import { release } from '../wording.js';
import { wrap } from '../wrap.js';

/**
 * `error[no-common-mac]: title`, in as many lines as it takes.
 * @param attack code of the finding that absorbs this one
 */
export function header({ severity, code, title }: Pick<Finding, 'severity' | 'code' | 'title'>, style: Style, attack?: string): string[] {
  const colours = palette(style);
  const tag = `${severity}[${printable(code)}]`;
  const part = attack === undefined ? '' : ` (part of ${printable(attack)})`;
  const [head = '', ...tail] = wrap(`${tag}: ${printable(title)}${part}`, style.width, '', '    ');
  const painted = head.startsWith(tag)
    ? colours.severity[severity](`${severity}[${shownCode(code, style)}]`) + colours.title(head.slice(tag.length))
    : colours.severity[severity](head);
  return [painted, ...tail.map((line) => colours.title(line))];
}

/** `server, OpenSSH 5.3`: the host that logged a finding, and its releases where the log was written by more than one. */
export function serverName(host: string | undefined, servers: readonly ServerReport[]): string {
  const releases = servers.filter((server) => server.host === host).map((server) => release(server.openssh));
  const known = [...new Set(releases)].filter((name) => name !== undefined).join(' and ');
  return [host === undefined ? '' : printableWord(host), known].filter((part) => part !== '').join(', ');
}

/** Who wrote the lines of a file that a finding shows: `server, OpenSSH 5.3`, or `client, OpenSSH 9.2` of a client's log. */
export function writerOf(file: string, host: string | undefined, { servers, clientLogs }: { servers: readonly ServerReport[]; clientLogs?: readonly ClientLog[] }): string {
  const log = clientLogs?.find((candidate) => candidate.file === file);
  if (!log) return serverName(host, servers);
  return ['client', release(log.openssh === undefined ? undefined : { exact: log.openssh })].filter((part) => part !== undefined).join(', ');
}
