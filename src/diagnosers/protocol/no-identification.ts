import { whereabouts } from '../server-change.js';
import { WEIGHT } from '../weight.js';
import { troubleDiagnoser, whoItWas } from './peer-trouble.js';
import { exemptHealthCheck, keepScannersOut } from './scanners.js';

export const noIdentification = troubleDiagnoser({
  meta: {
    code: 'no-identification',
    category: 'protocol',
    severity: 'info',
    summary: 'peer left without saying what it is',
    explain: `
Both sides of SSH begin with one line that names their software (RFC 4253 section 4.2). This peer opened the connection and
closed or reset it, or stayed silent, before it had sent that line. No key exchange and no login was tried.

## Usual causes
- A port scan.
- A health check of a load balancer or a monitoring system that only looks whether the port is open.
- A client that was stopped, or whose network failed, in that moment.
- A firewall between the two that lets the connection through and then drops what is sent.

## How to fix it
Nothing has to be fixed. Let a health check speak SSH (read the server's line and send its own), or run it less often. sshd from
9.8 on counts such connections and refuses their source after a while; exempt your own checker:

\`\`\`
PerSourcePenaltyExemptList 192.0.2.10
\`\`\`

## What the log cannot tell
Who it was and why. From 9.5 on the line is logged at LogLevel VERBOSE only; at INFO nothing but "Connection closed by" is left.`,
  },
  title: 'peers leave without an identification string',
  weight: WEIGHT.ending,
  handlers: (note) => ({ 'identification.missing': note }),
  advise: (seen, { proofs }, connection) => ({
    summary: `${whoItWas(seen)} connected and left before sending an identification string. No login was tried.`,
    causes: ['a port scan', 'a health check of a load balancer or monitoring system', 'a client that was stopped, or whose network failed'],
    fixes: [keepScannersOut(), ...exemptHealthCheck(whereabouts(proofs[0].record, connection), seen.ips)],
    unknowns: ['What the peer wanted: it said nothing, and no LogLevel shows more.'],
  }),
});
