import { copyText } from '../../connections/text.js';
import { nearestKeyword, serverKeyword } from '../../openssh/server-keywords.js';
import type { Fix } from '../../finding.js';
import { defineDiagnoser } from '../diagnoser.js';
import { createNotes } from '../notes.js';
import { startCommands, whereabouts } from '../server-change.js';

interface Mistake {
  path: string;
  line: number;
  option: string;
}

export const badConfigOption = defineDiagnoser({
  meta: {
    code: 'bad-config-option',
    category: 'server',
    severity: 'error',
    summary: 'sshd_config has an unknown keyword',
    explain: `
sshd does not start, or does not come back after a reload, because a line of its configuration begins with a word that it does not know. Until
it is repaired nobody new can log in; connections that are open stay.

## Usual causes
- A typing error.
- A keyword of a newer release: PubkeyAcceptedAlgorithms before 8.5 is PubkeyAcceptedKeyTypes, KexAlgorithms needs 5.7, Include 8.2.
- A keyword of an older release that was removed, or one that only a distribution's patch knows.
- A line of ssh_config, the client's file.

## How to fix it
\`\`\`
sshd -t
\`\`\`

names every such line. After it is silent, start sshd again. IgnoreUnknown exists for the client only.

## On the client
ssh says the same of ssh_config and of \`-o\`, and does not connect. ProxyJump needs 7.3, Include 7.3, Match 6.5; UseKeychain is known on macOS alone. A file
that several systems share can name what older ones are to pass over, above the first use (6.3 and later):

\`\`\`
IgnoreUnknown UseKeychain,AddKeysToAgent
\`\`\``,
  },
  create: (context) => {
    const mistakes = createNotes<Mistake>();
    return {
      'config.bad-option'({ record, fields }, connection) {
        const option = copyText(fields.option);
        mistakes.add(record.host, `${fields.path} ${fields.line} ${option}`, { path: copyText(fields.path), line: fields.line, option });
        context.report({
          host: record.host,
          key: 'bad-config-option',
          title: 'sshd does not start: a keyword in its configuration is unknown',
          proofs: [{ record, look: fields.option }],
          connection,
          advise: () => {
            const all = mistakes.of(record.host);
            return {
              summary: `${all.map(({ path, line, option: word }) => `${plain(path)} line ${line}: ${plain(word)}`).join('; ')}. sshd does not know ${all.length === 1 ? 'this keyword' : 'these keywords'} and does not start.`,
              causes: all.map(({ option: word }) => cause(word)),
              fixes: [...all.flatMap(correct), {
                side: 'server', summary: 'check the file, then start sshd again; keep the sessions that are open', action: 'run',
                commands: ['sshd -t', ...startCommands(whereabouts(record, connection))],
              }],
              unknowns: [],
            };
          },
        });
      },
    };
  },
});

/** Names from a configuration are the administrator's, but a pasted log may hold anything. */
function plain(text: string): string {
  return text.slice(0, 200);
}

function cause(option: string): string {
  const keyword = serverKeyword(option);
  if (keyword?.removed !== undefined) return `${keyword.name} was removed in ${keyword.removed}: leave the line out.`;
  if (keyword?.since !== undefined) {
    const former = keyword.former === undefined ? '' : `; before, it is ${keyword.former}`;
    return `${keyword.name} is known from OpenSSH ${keyword.since} on${former}.`;
  }
  const near = nearestKeyword(option);
  return near === undefined ? `No release covered here knows ${plain(option)}: a patch of a distribution, or a line of ssh_config.` : `${plain(option)} is a typing error: ${near}.`;
}

function correct({ path, line, option }: Mistake): Fix[] {
  const keyword = serverKeyword(option);
  const right = keyword ? keyword.former : nearestKeyword(option);
  if (right === undefined) return [];
  return [{ side: 'server', summary: `${plain(path)} line ${line}: write ${right} instead of ${plain(option)}, and keep the value`, action: 'set', file: 'sshd_config' }];
}
