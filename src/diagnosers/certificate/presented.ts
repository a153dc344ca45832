import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { Certificate } from '../../events.js';
import type { Fix } from '../../finding.js';
import type { Told } from '../login-problem.js';
import { patternName } from '../user-name.js';

/** To 10.0 a refusal does not say which certificate it means: what follows does at VERBOSE, or the name stays unknown. */
export function presented({ connection }: Told): Certificate | undefined {
  return connection.login.certificate;
}

/** `the certificate "fred@corp" (serial 42)`, as far as it is known. */
export function describe(certificate: Certificate | undefined): string {
  if (!certificate) return 'the certificate';
  const { id, serial } = certificate;
  return `the certificate "${id.slice(0, 200)}"${serial === undefined ? '' : ` (serial ${serial})`}`;
}

/** What tells certificates of one user apart, where the line names its certificate. */
export function certificateKey(certificate: Certificate | undefined): string {
  return certificate ? copyText(`${certificate.id} ${certificate.serial ?? ''}`) : '';
}

/** `fred from 192.0.2.10`, or who it may be where no line says. */
export function holder({ user, who }: Told): string {
  return user === undefined ? who.replace(
    /^A user whose name is not in these lines/,
    'a user whose name is not in these lines',
  ) : who;
}

export const LOOK: Fix = {
  side: 'client',
  summary: 'look at the certificate: type, validity, principals, options, signing CA',
  action: 'run',
  commands: ['ssh-keygen -L -f ~/.ssh/id_ed25519-cert.pub'],
};

/** How the CA signs a new one. `validity` as ssh-keygen -V takes it. */
export function reissue(told: Told, summary: string, validity = '-5m:+52w'): Fix {
  const id = patternName(told.user) ?? 'ID';
  return {
    side: 'ca',
    summary,
    action: 'run',
    commands: [`ssh-keygen -s /path/to/user_ca -I ${id} -n ${told.name} -V ${validity} -z SERIAL id_ed25519.pub`],
    caution: 'Give the user the new id_ed25519-cert.pub; an agent that holds the old one must be loaded again (ssh-add).',
  };
}

/** Where the name of the certificate is only logged at a higher level. */
export function unnamed(connection: Connection): string[] {
  return connection.login.certificate ? [] : [
    'Which certificate it was: to 10.0 only LogLevel VERBOSE names it, in the line of the failed login.',
  ];
}
