import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { ConfigConflict, ConfigProblem, LogRecord, SshEvent } from '../../events.js';
import type { Fix } from '../../finding.js';
import { allBefore, exactRelease } from '../../openssh/version.js';
import { defineDiagnoser, type Proof } from '../diagnoser.js';
import { type CheckedList, unknownNames } from '../client/config/algorithm-list.js';
import { setAndStart, startCommands, whereabouts, type Whereabouts } from '../server-change.js';

/** The line that sshd refuses. */
interface Setting {
  place: string;
  option: string;
  value: string;
}

const WORDS: Readonly<Record<ConfigProblem | ConfigConflict, string>> = {
  'unknown-value': 'the value is not one that this release knows',
  'missing-value': 'the value is missing',
  'malformed-value': 'the value is not written as it must be',
  'extra-arguments': 'something stands behind the value',
  'not-in-match': 'the keyword is not allowed in a Match block: it belongs above the first Match line',
  'bad-match': 'the conditions of the Match line cannot be read',
  duplicate: 'it is defined twice, perhaps in an included file',
  'include-failed': 'an included file cannot be read',
  'too-small': 'the value is too small',
  'not-absolute': 'the path does not begin with /',
  'bad-quotes': 'a quotation mark is missing',
  misplaced: 'it stands where it is not allowed',
  refused: 'sshd does not accept it',
  'include-on-command-line': 'Include is not possible on the command line',
  'include-too-deep': 'files include each other too deeply',
  'too-large': 'the file is too large',
  'bad-listen-address': 'ListenAddress is no address of this family',
  'too-many-listen-addresses': 'there are too many ListenAddress lines',
};

export const badConfigValue = defineDiagnoser({
  meta: {
    code: 'bad-config-value',
    category: 'server',
    severity: 'error',
    summary: 'sshd_config has a value that is not valid',
    explain: `
sshd does not start, or does not come back after a reload, because a line of its configuration cannot be read. Until it is repaired nobody
new can log in; connections that are open stay.

## Usual causes
- An algorithm name that this release does not know any more, or not yet: arcfour after 7.5, ssh-dss after 9.9. \`ssh -Q cipher\`
  (\`mac\`, \`kex\`, \`key\`) lists what it knows; one wrong name in a list stops the whole server.
- A + before 7.0, a - before 7.5, a ^ before 8.1 in front of a list.
- A keyword inside a Match block that is not allowed there (Ciphers, MACs, KexAlgorithms, Port, ListenAddress, Subsystem before 9.5): move it above the first Match.
- A subsystem that is defined twice, once in an included file.
- Values behind the value, which 8.7 and later refuse.

## How to fix it
\`\`\`
sshd -t
\`\`\`

names the line, one at a time. After it is silent, start sshd again.

## On the client
ssh says the same of ssh_config and of its command line, and does not connect. \`ssh -G SERVER\` (6.8 and later) reads the configuration without connecting.`,
  },
  create: (context) => {
    // A line with the reason comes first in some releases, the one with the place behind it.
    let before: LogRecord | undefined;
    const remember = ({ record }: SshEvent) => void (before = record);
    return {
      'config.bad-match': remember,
      'config.unknown-algorithm': remember,
      'config.bad-value'(event, connection) {
        const { path, line, reason, option, value } = event.fields;
        const place = `${path.slice(0, 200)} line ${line}`;
        report(event, connection, `${place}${option === undefined ? '' : `, ${option}`}${value === undefined ? '' : ` ${value.slice(0, 200)}`}: ${WORDS[reason]}`, value ?? option,
          reason === 'unknown-value' && option !== undefined && value !== undefined ? { place, option, value: copyText(value.slice(0, 2000)) } : undefined);
      },
      'config.inconsistent'(event, connection) {
        const { reason, option, value } = event.fields;
        report(event, connection, `${option ?? 'sshd_config'}${value === undefined ? '' : ` ${value.slice(0, 200)}`}: ${WORDS[reason]}`, value ?? option);
      },
    };

    function report({ record }: SshEvent, connection: Connection | undefined, what: string, look: string | undefined, setting?: Setting): void {
      const proofs: [Proof, ...Proof[]] = [look === undefined ? { record } : { record, look }];
      if (before && before.host === record.host && record.line - before.line <= 2 && record.line > before.line) proofs.push({ record: before });
      before = undefined;
      context.report({
        host: record.host,
        key: 'bad-config-value',
        title: 'sshd does not start: a line of its configuration cannot be read',
        proofs,
        connection,
        advise: () => {
          const where = whereabouts(record, connection);
          const release = exactRelease(where.range);
          const list = setting && unknownNames(setting.option, setting.value, release);
          const shorter = setting && list ? leaveOut(setting, list, where) : [];
          return {
            summary: `${what}. sshd does not start with it.`,
            causes: list && list.names.length > 0
              ? [`${list.names.join(', ').slice(0, 200)}: ${release === undefined ? 'no release covered here knows that name' : 'this release does not know that name'}. One unknown name is enough to refuse the list.`]
              : ['A value of another release, a typing error, or a line in the wrong place.', 'For lists of algorithms: one name that this release does not know is enough.'],
            fixes: [
              ...shorter,
              {
                side: 'server', summary: `${shorter.length > 0 ? 'or ' : ''}correct the line, check the file, then start sshd again; keep the sessions that are open`, action: 'run',
                commands: [...(list && !allBefore(where.range, '6.3') ? [`ssh -Q ${list.query}`] : []), 'sshd -t', ...startCommands(where)],
              },
            ],
            unknowns: ['Whether there are more such lines: sshd stops at the first one.'],
          };
        },
      });
    }
  },
});

/** The line without the names that are unknown, where others are left. */
function leaveOut({ place, option, value }: Setting, { prefix, known, names }: CheckedList, where: Whereabouts): Fix[] {
  const isWhole = known.length + names.length === value.split(',').length;
  return names.length === 0 || known.length === 0 || !isWhole ? []
    : [setAndStart(where, `${place}: leave the unknown name out`, [`${option} ${prefix}${known.join(',')}`])];
}
