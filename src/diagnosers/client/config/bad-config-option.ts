import { eventsOf } from '../../../attempts/attempt.js';
import type { Fix } from '../../../finding.js';
import { clientKeyword, clientVendorKeyword, IGNORE_UNKNOWN_SINCE, nearestClientKeyword, spellingFor, spellingSince } from '../../../openssh/client-keywords.js';
import { keywordSpelled } from '../../../openssh/server-keywords.js';
import { compareReleases, type Release } from '../../../openssh/version.js';
import type { ConfigPlace } from '../../../events/configuration.js';
import type { Proof } from '../../diagnoser.js';
import { badConfigOption as ofServer } from '../../server/bad-config-option.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { shortened } from '../names.js';
import { checkConfiguration, isCommandLine, whereIs } from './places.js';
import { runOnClient } from '../../run-on-client.js';

type Mistake = ConfigPlace & { option: string };

/** Keywords are letters and digits: anything else does not go into a line for ssh_config. */
const WORD = /^[A-Za-z][A-Za-z0-9]{1,40}$/;

export const badConfigOption = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt, { client }) {
    const events = attempt.stage === 'configuration' ? eventsOf(attempt, 'config.bad-option') : [];
    const [first, ...rest] = events;
    if (!first) return undefined;
    const proofs: [Proof, ...Proof[]] = [{ record: first.record, look: first.fields.option }];
    for (const { record, fields } of rest) proofs.push({ record, look: fields.option });
    const mistakes: Mistake[] = events.map(({ fields }) => fields);
    const advice = mistakes.map((mistake) => adviceFor(mistake, client));
    return {
      weight: CLIENT_WEIGHT.named,
      key: mistakes.map(({ path, option }) => `${path} ${option.toLowerCase()}`).join(' '),
      title: 'ssh does not start: a keyword in its configuration is unknown',
      proofs,
      advise: () => ({
        summary: `${mistakes.map((mistake) => `${whereIs(mistake)}: ${shortened(mistake.option)}`).join('; ')}. ssh does not know ${mistakes.length === 1 ? 'this keyword' : 'these keywords'} and does not connect at all.`,
        causes: advice.map(({ cause }) => cause),
        fixes: [...advice.flatMap(({ fixes }) => fixes), ...mistakes.slice(0, 1).flatMap((mistake) => checkConfiguration(attempt, mistake))],
        unknowns: client === undefined && advice.some(({ dependsOnRelease }) => dependsOnRelease) ? ['Which release of ssh this is: ssh -V tells.'] : [],
      }),
    };
  },
});

interface AdviceForOne {
  cause: string;
  fixes: Fix[];
  dependsOnRelease?: true;
}

function adviceFor(mistake: Mistake, client: Release | undefined): AdviceForOne {
  const { option } = mistake;
  const keyword = clientKeyword(option);
  const vendors = clientVendorKeyword(option);
  if (vendors !== undefined) return { cause: `${vendors} is known to builds of some vendors alone (UseKeychain: macOS).`, fixes: skip(mistake, vendors) };
  if (keyword) {
    if (keyword.removed !== undefined) return { cause: `${keyword.name} was removed in ${keyword.removed}.`, fixes: [leaveOut(mistake)] };
    const since = spellingSince(keyword, option);
    const other = client === undefined ? undefined : spellingFor(keyword, option, client);
    const cause = since === undefined ? `This build does not know ${keyword.name}, which OpenSSH has: it was built without that.` : `${keyword.name} needs OpenSSH ${since}${client === undefined ? '' : `; this is ${client}`}.`;
    return { cause, fixes: [...(other === undefined ? [] : [write(mistake, other)]), ...(since === undefined ? [] : upgrade(since)), ...skip(mistake, keyword.name, client)], dependsOnRelease: true };
  }
  if (keywordSpelled(option)) return { cause: `${shortened(option)} is a keyword of sshd_config, the server's file.`, fixes: [leaveOut(mistake)] };
  const near = nearestClientKeyword(option);
  if (near === undefined) return { cause: `No release covered here knows ${shortened(option)}: a typing error, or a keyword of a vendor's build.`, fixes: [leaveOut(mistake), ...skip(mistake, option, client)] };
  const vendorsAlone = clientVendorKeyword(near) !== undefined;
  return {
    cause: `${shortened(option)} is a typing error: ${near}${vendorsAlone ? ', which builds of some vendors alone know (UseKeychain: macOS)' : ''}.`,
    fixes: [write(mistake, near), ...(vendorsAlone ? skip(mistake, near, client) : [])],
  };
}

function write(mistake: Mistake, right: string): Fix {
  return { side: 'client', summary: `${whereIs(mistake)}: write ${right} instead of ${shortened(mistake.option)}, and keep the value`, action: 'set', ...(!isCommandLine(mistake) && { file: 'ssh_config' }) };
}

function leaveOut(mistake: Mistake): Fix {
  return { side: 'client', summary: `${whereIs(mistake)}: leave ${shortened(mistake.option)} out`, action: 'set', ...(!isCommandLine(mistake) && { file: 'ssh_config' }) };
}

function upgrade(since: Release): Fix[] {
  return [runOnClient(`use OpenSSH ${since} or later`, ['ssh -V'])];
}

/** A file that several systems share may have keywords that not all of them know. */
function skip(mistake: Mistake, name: string, client?: Release): Fix[] {
  const tooOld = client !== undefined && compareReleases(client, IGNORE_UNKNOWN_SINCE) < 0;
  if (isCommandLine(mistake) || !WORD.test(name) || tooOld) return [];
  return [{
    side: 'client', summary: `or let ssh pass over it: at the top of ${shortened(mistake.path)} (from ${IGNORE_UNKNOWN_SINCE} on)`, action: 'set', file: 'ssh_config', lines: [`IgnoreUnknown ${name}`],
    caution: 'What the keyword is for does not happen then.',
  }];
}
