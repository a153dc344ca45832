import { type Attempt, lastOf } from '../../../attempts/attempt.js';
import type { HostCertificateFault } from '../../../events/client/index.js';
import type { Fix, FindingMeta } from '../../../finding.js';
import { CLIENT_WEIGHT, type ClientDiagnoser, defineClientDiagnoser } from '../diagnoser.js';
import { shortened } from '../names.js';
import { hostKeyFacts, hostKeyFile } from './host-key-facts.js';

/** A certificate of a host that the client does not take, and what its log shows of it. */
export interface FaultyCertificate {
  attempt: Attempt;
  reason: HostCertificateFault;
  /** `certificate "web" (serial 7) of the CA SHA256:…`, as far as known. */
  described: string;
  /** The server's file, or a pattern for all of them. */
  file: string;
}

interface Told {
  title: string;
  summary: string;
  causes: string[];
  fixes: Fix[];
}

/** A diagnoser of certificates that have one of these faults. */
export function certificateFault(meta: FindingMeta, reasons: readonly HostCertificateFault[], tell: (certificate: FaultyCertificate) => Told): ClientDiagnoser {
  return defineClientDiagnoser({
    meta,
    look(attempt) {
      const event = lastOf(attempt, 'client.host-certificate-faulty');
      if (!event || !reasons.includes(event.fields.reason)) return undefined;
      const received = lastOf(attempt, 'client.host-certificate-received');
      const { title, ...told } = tell({ attempt, reason: event.fields.reason, described: describeCertificate(attempt), file: `${hostKeyFile(hostKeyFacts(attempt))}-cert.pub` });
      return {
        ...(!attempt.authenticated && { weight: CLIENT_WEIGHT.exact }),
        key: `${attempt.hostName ?? ''} ${received?.fields.certificate.id ?? ''}`,
        title,
        proofs: [{ record: event.record }, ...(received ? [{ record: received.record }] : [])],
        advise: () => ({ ...told, unknowns: received ? [] : ['Which certificate it was: ssh -v shows it.'] }),
      };
    },
  });
}

/** The certificate of the server for sentences, with what tells it from others; at -v only. */
export function describeCertificate(attempt: Attempt): string {
  const certificate = lastOf(attempt, 'client.host-certificate-received')?.fields.certificate;
  if (certificate === undefined) return 'host certificate';
  return `host certificate "${shortened(certificate.id)}" (serial ${certificate.serial}) of the CA ${certificate.ca.fingerprint}`;
}

/** The CA signs the host key anew. */
export function signAgain(names: string, file: string): Fix {
  const key = file.replace('-cert.pub', '.pub');
  return {
    side: 'ca', summary: 'sign the host key of the server anew, and put the certificate beside its key', action: 'run',
    commands: [`ssh-keygen -s CA_KEY -h -I HOST_ID -n ${names} -V -5m:+52w ${key}`], caution: 'Let something renew it before it ends again.',
  };
}

/** Shows what stands in the certificate; sshd reads a new one when it is reloaded. */
export function inspect(file: string): Fix {
  return { side: 'server', summary: 'see what the certificate says; after a new one, reload sshd', action: 'run', commands: [`ssh-keygen -L -f ${file}`, 'date -u'] };
}
