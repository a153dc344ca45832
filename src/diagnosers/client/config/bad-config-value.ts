import { eventsOf, lastOf } from '../../../attempts/attempt.js';
import type { ConfigProblem, EventFields } from '../../../events.js';
import type { Fix } from '../../../finding.js';
import { clientKeyword } from '../../../openssh/client-keywords.js';
import { compareReleases, type Release } from '../../../openssh/version.js';
import type { Proof } from '../../diagnoser.js';
import { badConfigValue as ofServer } from '../../server/bad-config-value.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { shortened } from '../names.js';
import { unknownNames } from './algorithm-list.js';
import { checkConfiguration, isCommandLine, showLine, whereIs } from './places.js';
import { runOnClient } from '../../run-on-client.js';

type BadValue = EventFields['config.bad-value'];

const WORDS: Readonly<Record<ConfigProblem, string>> = {
  'unknown-value': 'the value is not one that this release knows',
  'missing-value': 'the value is missing',
  'malformed-value': 'the value is not written as it must be',
  'extra-arguments': 'something stands behind the value',
  'not-in-match': 'the keyword is not allowed there',
  'bad-match': 'the conditions of the Match line cannot be read',
  duplicate: 'it does not go together with another line',
  'include-failed': 'an included file cannot be read',
  'too-small': 'the value is too small',
  'not-absolute': 'the path does not begin with /',
  'bad-quotes': 'a quotation mark is missing',
  misplaced: 'it stands where it is not allowed',
  refused: 'ssh does not accept it',
};

export const badConfigValue = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt, { client }) {
    const events = attempt.stage === 'configuration' ? eventsOf(attempt, 'config.bad-value') : [];
    const [first, ...rest] = events;
    if (!first) return undefined;
    const proofs: [Proof, ...Proof[]] = [first, ...rest].map(proofOf) as [Proof, ...Proof[]];
    const why = lastOf(attempt, 'config.unknown-algorithm') ?? lastOf(attempt, 'config.bad-match');
    if (why) proofs.push({ record: why.record });
    const faults = events.map(({ fields }) => fields);
    return {
      weight: CLIENT_WEIGHT.named,
      key: faults.map(({ path, line, option, value }) => `${path} ${line} ${option ?? ''} ${value ?? ''}`).join(';'),
      title: 'ssh does not start: a value in its configuration is not valid',
      proofs,
      advise: () => ({
        summary: `${faults.map(describe).join('; ')}. ssh does not connect at all.`,
        causes: [...new Set(faults.map((fault) => causeOf(fault, client)))],
        fixes: [...faults.flatMap((fault) => correct(fault, client)), ...faults.slice(0, 1).flatMap((fault) => checkConfiguration(attempt, fault))],
        unknowns: attempt.verbosity === 0 && client === undefined && faults.some(({ reason }) => reason === 'unknown-value') ? ['Which release of ssh this is, and so which values it knows: ssh -V tells.'] : [],
      }),
    };
  },
});

function proofOf({ record, fields: { value, option } }: ReturnType<typeof eventsOf<'config.bad-value'>>[number]): Proof {
  const look = [value, option].find((text) => text !== undefined && text !== '' && record.text.includes(text));
  return look === undefined ? { record } : { record, look };
}

/** 8.7 and later name the keyword in small letters. */
function spelled(option: string): string {
  return clientKeyword(option)?.name ?? shortened(option);
}

function describe(fault: BadValue): string {
  const { option, value, reason } = fault;
  return `${whereIs(fault)}${option === undefined ? '' : `, ${spelled(option)}`}${value === undefined || value === '' ? '' : ` ${shortened(value)}`}: ${WORDS[reason]}`;
}

function causeOf(fault: BadValue, client: Release | undefined): string {
  const { option, value = '', reason } = fault;
  const unknown = unknownNames(option, value, client);
  if (unknown && unknown.names.length > 0) return `${unknown.names.map(shortened).join(', ')}: ${client === undefined ? 'no release covered here knows that name' : `OpenSSH ${client} does not know that name`}. One unknown name is enough to refuse the list.`;
  if (option === 'Port') return 'A port is a number from 1 to 65535, or a service that /etc/services names.';
  if (reason === 'missing-value') return 'A keyword stands there without its value.';
  return reason === 'unknown-value' ? 'A value of another release, or a typing error.' : 'A typing error.';
}

function correct(fault: BadValue, client: Release | undefined): Fix[] {
  const { option, value = '' } = fault;
  const unknown = unknownNames(option, value, client);
  if (option === undefined || !unknown) {
    const values = clientKeyword(option ?? '')?.values;
    return [...showLine(fault), { side: 'client', summary: `${whereIs(fault)}: ${values ? `write one of ${values.join(', ')}` : 'correct the value'}`, action: 'set', ...(!isCommandLine(fault) && { file: 'ssh_config' }) }];
  }
  const line = unknown.known.length > 0 && unknown.names.length > 0 ? [`${option} ${unknown.prefix}${unknown.known.join(',')}`] : undefined;
  return [
    ...(client === undefined || compareReleases(client, '6.3') >= 0 ? [runOnClient('see which names this ssh knows', [`ssh -Q ${unknown.query}`])] : []),
    { side: 'client', summary: line ? `${whereIs(fault)}: leave the unknown name out` : `${whereIs(fault)}: write names that ssh knows, or leave the line out`, action: 'set', ...(!isCommandLine(fault) && { file: 'ssh_config' }), ...(line && { lines: line }) },
  ];
}
