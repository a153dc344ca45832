import { type Attempt, eventsOf, firstOf, lastOf } from '../../../attempts/attempt.js';
import type { ClientEvent } from '../../../events/client/index.js';
import type { Fix } from '../../../finding.js';
import { compareReleases, type Release } from '../../../openssh/version.js';
import { readsKeyFromPipe } from '../ask-ssh.js';
import { CLIENT_WEIGHT, type ClientContext, defineClientDiagnoser } from '../diagnoser.js';
import { hostPattern, shortened } from '../names.js';
import { isOtherType } from './host-key-changed.js';
import { compareFingerprint, describeHostKey, type HostKeyFacts, hostKeyFacts } from './host-key-facts.js';
import { runOnClient } from '../../run-on-client.js';

type Why = 'strict' | 'declined' | 'nobody-to-ask' | 'other-type';

const BECAUSE: Readonly<Record<Why, string>> = {
  strict: 'and StrictHostKeyChecking yes forbids adding it',
  declined: 'and the question whether to trust it was answered with no',
  'nobody-to-ask': 'and nobody answered the question whether to trust it',
  'other-type': 'but a key of another type is, which ssh takes for a change',
};

export const hostKeyUnknown = defineClientDiagnoser({
  meta: {
    code: 'host-key-unknown',
    category: 'hostkey',
    severity: 'error',
    summary: 'the host key is not in known_hosts, and ssh may not add it',
    explain: `
The server showed a key that known_hosts does not have for its name. ssh would ask, but StrictHostKeyChecking yes forbids it, nobody is there to ask
(BatchMode, cron, CI), or the answer was no.

## Usual causes
- The first connection from this account, to this name or this port: each is its own entry.
- The name is another one than the known one: an alias, the address, a short name.
- The server has got a key of another type, and known_hosts has only the older ones; or HostKeyAlgorithms leads to one that is not known.

## How to fix it
Get the fingerprint from the server over another way (at its console: \`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\`), then connect once
by hand and compare, or put the key into known_hosts. For machines that must not ask, ship known_hosts, or a CA for host keys, or take the first key
that comes, and no other one afterwards (7.6 and later):

\`\`\`
Host NAME
    StrictHostKeyChecking accept-new
\`\`\`

Never \`StrictHostKeyChecking no\`: it takes every key, also that of somebody in between.

## What the log cannot tell
Whether the key is the right one.`,
  },
  look(attempt, context) {
    const found = why(attempt);
    if (!found) return undefined;
    const facts = hostKeyFacts(attempt);
    const name = facts.name === undefined ? 'the server' : shortened(facts.name);
    const shown = lastOf(attempt, 'client.host-key-fingerprint') ?? lastOf(attempt, 'client.host-key-received');
    return {
      ...(!attempt.authenticated && { weight: CLIENT_WEIGHT.named }),
      key: facts.name ?? '',
      title: found.reason === 'other-type' ? `of ${name} only a host key of another type is known` : `the host key of ${name} is not known`,
      proofs: [{ record: found.event.record }, ...(shown ? [{ record: shown.record }] : []), ...(facts.conflict && found.reason === 'other-type' ? [{ record: facts.conflict.record }] : [])],
      advise: () => ({
        summary: `The ${describeHostKey(facts)} of ${name} is not in known_hosts, ${BECAUSE[found.reason]}.`,
        causes: [
          ...(found.reason === 'other-type' ? [] : ['The first connection from this account to this name and port, or the server got a key of another type.']),
          ...(found.reason === 'other-type' && facts.conflict ? [`Line ${facts.conflict.fields.line} of ${shortened(facts.conflict.fields.path)} has the ${facts.conflict.fields.keyType} key; the server sent the ${facts.keyType} key.`] : []),
        ],
        fixes: [compareFingerprint(facts), ...ways(attempt, context, facts, found.reason)],
        unknowns: ['Whether the key is the right one.'],
      }),
    };
  },
});

function why(attempt: Attempt): { reason: Why; event: ClientEvent } | undefined {
  const warning = eventsOf(attempt, 'client.host-key-warning').find(({ fields }) => fields.about === 'changed');
  if (warning && isOtherType(hostKeyFacts(attempt))) return { reason: 'other-type', event: warning };
  const strict = eventsOf(attempt, 'client.host-key-refused').find(({ fields }) => fields.reason === 'unknown');
  if (strict) return { reason: 'strict', event: strict };
  const asked = firstOf(attempt, 'client.host-key-asked');
  const failed = firstOf(attempt, 'client.host-key-verification-failed');
  if (!asked || !failed || warning) return undefined;
  const answer = lastOf(attempt, 'client.host-key-answered');
  if (answer?.fields.answer === 'yes') return undefined;
  return answer?.fields.answer === undefined ? { reason: 'nobody-to-ask', event: asked } : { reason: 'declined', event: answer };
}

function ways(attempt: Attempt, { client }: ClientContext, facts: HostKeyFacts, reason: Why): Fix[] {
  const host = hostPattern(attempt);
  const byHand: Fix = runOnClient('then connect once by hand, and answer yes if ssh shows the same fingerprint', [`ssh -o StrictHostKeyChecking=ask ${host}`]);
  const first: Fix = {
    side: 'client', summary: 'for jobs that nobody watches: take the first key, and refuse any other afterwards', action: 'append', file: 'ssh_config', strength: 'ok',
    lines: [`Host ${host}`, '    StrictHostKeyChecking accept-new'], caution: 'The very first connection is trusted blindly. Where that will not do, put the key into known_hosts beforehand.',
  };
  if (reason === 'other-type') return [...keepBoth(attempt, client, host), ...askForKnown(facts, host)];
  return client === undefined || compareReleases(client, '7.6') >= 0 ? [byHand, first] : [byHand];
}

/** A second type beside the known one, each on its own line. */
function keepBoth({ port }: Attempt, client: Release | undefined, host: string): Fix[] {
  const scan = `ssh-keyscan ${port === undefined || port === 22 ? '' : `-p ${port} `}${host}`;
  const commands = readsKeyFromPipe(client)
    ? [`${scan} | ssh-keygen -lf -`, `${scan} >> ~/.ssh/known_hosts`]
    : [`${scan} > ~/.ssh/scanned`, 'ssh-keygen -lf ~/.ssh/scanned', 'cat ~/.ssh/scanned >> ~/.ssh/known_hosts'];
  return [runOnClient('if it is the same: add the key beside the known one', commands)];
}

const ALGORITHMS: Readonly<Record<string, string>> = { RSA: 'rsa-sha2-512,rsa-sha2-256', ED25519: 'ssh-ed25519' };

function askForKnown({ conflict }: HostKeyFacts, host: string): Fix[] {
  const algorithms = ALGORITHMS[conflict?.fields.keyType ?? ''];
  if (algorithms === undefined) return [];
  return [{
    side: 'client', summary: 'or ask the server for the key that is known', action: 'append', file: 'ssh_config', strength: 'ok',
    lines: [`Host ${host}`, `    HostKeyAlgorithms ${algorithms}`],
  }];
}
