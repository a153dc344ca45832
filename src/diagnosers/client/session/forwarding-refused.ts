import { type Attempt, eventsOf, firstOf } from '../../../attempts/attempt.js';
import { allBefore } from '../../../openssh/version.js';
import { plainHost } from '../../session/forward-words.js';
import { forwardingRefused as ofServer } from '../../session/forwarding-refused.js';
import { setInConfig } from '../../server-change.js';
import { patternName } from '../../user-name.js';
import { CLIENT_WEIGHT, type ClientContext, type ClientProblem, defineClientDiagnoser } from '../diagnoser.js';
import { isWholePurpose, type Refused, targetOf, targetWords } from './forward-facts.js';
import { isForbidden, isUnclear } from './remote-forward.js';
import { askServer, destination } from '../advice.js';
import { serverFirst, serverPlace, serverWord } from './words.js';
import { runOnClient } from '../../run-on-client.js';

export const forwardingRefused = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt, context) {
    const channels = eventsOf(attempt, 'client.channel-refused').filter(({ fields }) => fields.reason === 'prohibited' || fields.reason === 'unknown-type');
    return [...(channels[0] ? [refusedChannel(attempt, context, channels[0], channels.length)] : []), ...refusedListening(attempt, context)];
  },
});

function refusedChannel(attempt: Attempt, context: ClientContext, event: Refused, times: number): ClientProblem {
  const target = targetOf(attempt, event);
  const host = plainHost(target?.host);
  const isJump = isWholePurpose(attempt);
  const user = patternName(attempt.user) ?? 'NAME';
  const where = serverPlace(attempt);
  return {
    ...(isJump && { weight: CLIENT_WEIGHT.exact }),
    key: `local ${target?.host ?? ''} ${target?.port ?? ''}`,
    title: isJump ? 'the jump host may not forward the connection' : 'the server refused a forwarding',
    proofs: [{ record: event.record }],
    attempts: times,
    advise: () => ({
      summary: isJump
        ? `The login at ${attempt.outer ? serverWord(attempt) : 'the jump host'} succeeded, but it does not permit connections to ${targetWords(target)}.`
        : `${serverFirst(attempt)} does not permit the forwarding to ${targetWords(target)} that a program here asked for; the session goes on.`,
      causes: ['AllowTcpForwarding no or DisableForwarding yes in its sshd_config.', 'PermitOpen there, or permitopen= on the key\'s line, does not list the target.', 'The key\'s line has no-port-forwarding or restrict.'],
      fixes: [
        ...(isJump ? [runOnClient('reach the target by a program on the jump host, if there is one', [`ssh -o ProxyCommand='ssh ${destination(attempt)} nc %h %p' TARGET`])] : []),
        setInConfig(where, `if it is meant to work: allow ${host !== undefined && target ? 'this target' : 'forwarding for this user'} alone`, [
          `Match User ${user}`, `    AllowTcpForwarding ${allBefore(where.range, '6.2') ? 'yes' : 'local'}`, ...(host !== undefined && target ? [`    PermitOpen ${host.includes(':') ? `[${host}]` : host}:${target.port}`] : []),
        ], 'A forwarding lets the user reach whatever the server reaches. AllowTcpForwarding local needs 6.2; before, write yes.'),
      ],
      unknowns: [askServer(attempt, context, 'Which of them forbids it'), ...(target ? [] : ['Which target: ssh -v names it.'])],
    }),
  };
}

function refusedListening(attempt: Attempt, context: ClientContext): ClientProblem[] {
  const event = firstOf(attempt, 'client.remote-forward-failed');
  if (!event || !(isForbidden(attempt) || isUnclear(attempt))) return [];
  const { port, fatal } = event.fields;
  const certain = isForbidden(attempt);
  return [{
    ...(fatal && { weight: CLIENT_WEIGHT.named }),
    key: `remote ${port ?? ''}`,
    title: 'the server refused a remote forwarding',
    proofs: [{ record: event.record }],
    advise: () => ({
      summary: `${serverFirst(attempt)} does not listen ${port === undefined ? 'on the socket' : `on port ${port}`} for this client (ssh -R)${certain ? ': forwarding is forbidden there.' : '.'}${fatal ? ' With ExitOnForwardFailure ssh ends then.' : ''}`,
      causes: [
        ...(certain ? [] : ['Something listens on that port there already: most often the session of before, whose end the server has not seen.']),
        'AllowTcpForwarding no or local, DisableForwarding yes, or PermitListen without this port in its sshd_config.',
        'The key\'s line has no-port-forwarding, restrict or permitlisten=.',
        ...(port !== undefined && port > 0 && port < 1024 ? ['Ports below 1024 are for root alone.'] : []),
      ],
      fixes: [
        ...(certain ? [] : [
          runOnClient('see on the server who listens', [`ssh ${destination(attempt)} ss -ltn${port === undefined || port === 0 ? '' : ` 'sport = :${port}'`}`]),
          runOnClient('or try another port', [`ssh -R OTHER:TARGET:PORT ${destination(attempt)}`]),
        ]),
        setInConfig(serverPlace(attempt), 'if forwarding is off there and is meant to work', [
          `Match User ${patternName(attempt.user) ?? 'NAME'}`, '    AllowTcpForwarding remote', ...(port === undefined || port === 0 ? [] : [`    PermitListen ${port}`]),
        ], 'AllowTcpForwarding remote needs 6.2 (before, write yes), PermitListen 7.8.'),
      ],
      unknowns: certain ? [] : ['Whether it is forbidden or the port is taken: the client is not told. With ssh -v the server says "Server has disabled port forwarding" if it is forbidden.', askServer(attempt, context, 'Why')],
    }),
  }];
}
