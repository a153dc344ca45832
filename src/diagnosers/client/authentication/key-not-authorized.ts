import type { Attempt } from '../../../attempts/attempt.js';
import { parseRelease, compareReleases } from '../../../openssh/version.js';
import { keyNotAuthorized } from '../../authentication/key-not-authorized.js';
import type { Fix } from '../../../finding.js';
import { CLIENT_WEIGHT, type ClientContext, defineClientDiagnoser } from '../diagnoser.js';
import { askServer, destination, inHostBlock } from '../advice.js';
import { accountKey, describeAccount } from '../target.js';
import { hostPattern } from '../names.js';
import { keyArgument, keyFile, listKeys } from './keys.js';
import { hasFailed, type Login, loginOf, type OfferedKey } from './login.js';
import { runOnClient } from '../../run-on-client.js';

/** The server's word is "not this one", for each key that it was asked about. */
const isRefused = ({ fate }: OfferedKey): boolean => fate === 'refused' || fate === 'signature-refused';

export const keyNotAuthorizedAtClient = defineClientDiagnoser({
  meta: keyNotAuthorized.meta,
  look(attempt, context) {
    const login = loginOf(attempt);
    const refused = login.offered.filter(isRefused);
    const [first] = refused;
    if (!first || !hasFailed(attempt) || login.succeeded.includes('publickey')) return undefined;
    return {
      weight: CLIENT_WEIGHT.refused,
      key: accountKey(attempt),
      title: `the server accepts no key that was offered for ${describeAccount(attempt)}`,
      attempts: refused.length,
      proofs: [{ record: first.record, look: first.keyName }, ...refused.slice(1).map(({ record, keyName }) => ({ record, look: keyName }))],
      advise: () => ({
        summary: `ssh offered ${refused.length === 1 ? 'one key' : `${refused.length} keys, in this order`}: ${listKeys(refused)}. The server ${refused.length === 1 ? 'did not accept it' : 'accepted none of them'}${goesOn(login)}`,
        causes: causesOf(attempt, login, refused, context),
        fixes: fixesOf(attempt, login, first),
        unknowns: [
          askServer(attempt, context, `Why the ${refused.length === 1 ? 'key was' : 'keys were'} refused (no such line in authorized_keys, owner or mode of the file, AllowUsers, a locked account, no such user)`),
          'At LogLevel INFO the server says little about refused keys; VERBOSE shows each with its fingerprint, DEBUG1 the files that were searched.',
        ],
      }),
    };
  },
});

function goesOn({ methods }: Login): string {
  return methods.length === 0 ? '.' : `; it would go on with ${methods.join(', ')}.`;
}

const isCertificate = ({ key }: OfferedKey): boolean => key?.type.endsWith('-CERT') === true;

function causesOf(attempt: Attempt, login: Login, refused: readonly OfferedKey[], { client }: ClientContext): string[] {
  const causes = [
    refused.length === 1 ? 'The public half of this key is not in authorized_keys of this account, or the server does not read that file.' : 'The public half of these keys is not in authorized_keys of this account, or the server does not read that file.',
    'Another user name was meant: without USER@ or User in ssh_config, ssh takes the local one.',
  ];
  if (login.offered.every(({ sources }) => sources?.includes('explicit') !== true)) causes.push('The right key has a file name that ssh does not look for by itself, and is not in the agent.');
  if (refused.some(isCertificate)) causes.push('The certificate has expired, is for other user names, or is signed by a CA that the server does not trust.');
  if (signsOnlySha1(client) && refusesSha1(attempt.serverSoftware) && refused.some(({ key }) => key === undefined || key.type === 'RSA')) {
    causes.push(`This ssh (before 7.2) signs with RSA keys in SHA-1 only, which ${attempt.serverSoftware ?? 'the server'} does not take unless it is told to.`);
  }
  return causes;
}

const signsOnlySha1 = (client: string | undefined): boolean => client !== undefined && compareReleases(client, '7.2') < 0;

function refusesSha1(software: string | undefined): boolean {
  const release = software?.startsWith('OpenSSH_') === true ? parseRelease(software) : undefined;
  return release !== undefined && compareReleases(release, '8.8') >= 0;
}

function fixesOf(attempt: Attempt, login: Login, first: OfferedKey): Fix[] {
  const file = keyArgument(first);
  const certificate = login.offered.find(isCertificate);
  const certified = certificate && keyArgument(certificate);
  const fixes: Fix[] = [
    runOnClient('compare the fingerprints of your keys with those in authorized_keys of the account', ['ssh-add -l', `ssh-keygen -lf ${file === undefined ? 'KEY.pub' : `${file}.pub`}`]),
  ];
  if (certified !== undefined) fixes.push(runOnClient('look at the certificate: how long it is valid, for whom, and which CA signed it', [`ssh-keygen -Lf ${certified}-cert.pub`]));
  const interactive = login.methods.some((method) => method === 'password' || method === 'keyboard-interactive');
  if (interactive) fixes.push(runOnClient('install the key for the account, with the password', [`ssh-copy-id -i ${keyFile(first) ?? '~/.ssh/KEY'}.pub ${destination(attempt)}`]));
  else fixes.push(runOnClient('give the public key to somebody who can append it to authorized_keys of the account (one line)', [`cat ${file === undefined ? 'KEY.pub' : `${file}.pub`}`]));
  fixes.push(inHostBlock(attempt, `or name the user and the key that are meant for ${hostPattern(attempt)}`, ['User USER', 'IdentityFile ~/.ssh/KEY', 'IdentitiesOnly yes']));
  return fixes;
}
