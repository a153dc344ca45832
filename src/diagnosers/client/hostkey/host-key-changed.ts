import { type Attempt, eventsOf, lastOf } from '../../../attempts/attempt.js';
import type { Fix } from '../../../finding.js';
import type { Proof } from '../../diagnoser.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { pathOr, quoteKnownName, shortened } from '../names.js';
import { compareFingerprint, describeHostKey, type HostKeyFacts, hostKeyFacts } from './host-key-facts.js';

export const hostKeyChanged = defineClientDiagnoser({
  meta: {
    code: 'host-key-changed',
    category: 'hostkey',
    severity: 'error',
    summary: 'the server has another host key than known_hosts says',
    explain: `
ssh knows a key of this server, and the server showed another one of the same type. Either the server has a new key, or this is not the server:
somebody may stand between, and would get to see the password. ssh cannot tell these apart. From 8.5 on, and with strict checking always, it ends here.

## Usual causes
- The server was installed anew, or its keys in /etc/ssh were made anew.
- Another machine has the name or the address now: a new virtual machine, DHCP, a load balancer whose machines have keys of their own.
- Somebody answers in its place. Rare, but this is what the check is for.

## How to fix it
Compare the fingerprint over a way that nobody can change: at the console, in the hoster's panel, by telephone.

\`\`\`
ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub
\`\`\`

Only if it is the same, remove the old key on the client. With another port than 22 the name is \`[NAME]:PORT\`.

\`\`\`
ssh-keygen -R NAME -f ~/.ssh/known_hosts
\`\`\`

The line may stand in /etc/ssh/ssh_known_hosts instead; the log says in which file, and at which line.

## What the log cannot tell
Whose the new key is.`,
  },
  look(attempt) {
    const warning = eventsOf(attempt, 'client.host-key-warning').find(({ fields }) => fields.about === 'changed');
    const refused = eventsOf(attempt, 'client.host-key-refused').find(({ fields }) => fields.reason === 'changed');
    const facts = hostKeyFacts(attempt);
    const first = warning ?? refused;
    if (!first || isOtherType(facts)) return undefined;
    const proofs: [Proof, ...Proof[]] = [{ record: first.record }];
    const fingerprint = lastOf(attempt, 'client.host-key-fingerprint');
    if (fingerprint) proofs.push({ record: fingerprint.record, look: fingerprint.fields.fingerprint });
    if (facts.conflict) proofs.push({ record: facts.conflict.record, look: `${facts.conflict.fields.path}:${facts.conflict.fields.line}` });
    if (refused && refused !== first) proofs.push({ record: refused.record });
    return {
      ...(!attempt.authenticated && { weight: CLIENT_WEIGHT.exact }),
      key: `${facts.name ?? ''} ${facts.fingerprint ?? ''}`,
      title: `the host key of ${facts.name === undefined ? 'the server' : shortened(facts.name)} is not the one that is known`,
      proofs,
      advise: () => ({
        summary: `The server sent the ${describeHostKey(facts)}, ${place(facts)} says otherwise.${wentOn(attempt)}`,
        causes: ['The server was installed anew, or got new keys.', 'Another machine has its name or address now.', 'Somebody stands between and answers in its place.'],
        fixes: [compareFingerprint(facts), removeKey(facts)],
        unknowns: ['Whose the new key is: only the comparison over another way tells.'],
      }),
    };
  },
});

/** A key of another type is known: ssh has the same warning for that, but nothing has changed. */
export function isOtherType({ conflict, keyType }: HostKeyFacts): boolean {
  const known = conflict?.fields.keyType;
  return known !== undefined && keyType !== undefined && known !== keyType;
}

function place({ conflict }: HostKeyFacts): string {
  return conflict === undefined ? 'known_hosts' : `line ${conflict.fields.line} of ${shortened(conflict.fields.path)}`;
}

function wentOn(attempt: Attempt): string {
  if (eventsOf(attempt, 'client.host-key-refused').length > 0) return ' ssh went no further.';
  if (attempt.authenticated) return ' The login went on nevertheless, as StrictHostKeyChecking does not forbid it.';
  return eventsOf(attempt, 'client.host-key-distrusted').length > 0 ? ' StrictHostKeyChecking let it go on, but without passwords, which somebody in between could read.' : '';
}

/** Takes the key out of known_hosts, so that ssh asks anew. */
function removeKey({ conflict, name }: HostKeyFacts): Fix {
  const path = conflict?.fields.path;
  const isSystems = path?.startsWith('/etc/') ?? false;
  return {
    side: 'client', action: 'run',
    summary: `only if it is the same: remove the old key${isSystems ? ' as root' : ''}, connect anew, and compare what ssh shows once more`,
    commands: [`ssh-keygen -R ${quoteKnownName(name)} -f ${pathOr(path, '~/.ssh/known_hosts')}`],
    caution: 'Where the fingerprint differs, do not connect, and enter no password: it would go to whoever answers there.',
  };
}
