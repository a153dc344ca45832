import { CLIENT_FAMILIES } from './clients.data.js';
import { parseRelease, type Release } from './version.js';

/** What an identification string says about the client, as far as it can be trusted: clients write what they like. */
export interface ClientDescription {
  family: string;
  /** Product name for people. */
  name: string;
  version?: string;
  /** For OpenSSH: its release. */
  openssh?: Release;
  /** One or two sentences: which version speaks which modern algorithms. */
  upgrade?: string;
}

/**
 * Describes client software from the last part of its identification (`libssh2_1.7.0`, with or without `SSH-2.0-`).
 * Undefined for software that is not known.
 */
export function describeClient(software: string): ClientDescription | undefined {
  const text = software.replace(/^SSH-(?:2\.0|1\.99)-/, '');
  for (const { family, name, software: pattern, upgrade } of CLIENT_FAMILIES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const version = match[1];
    const openssh = family === 'OpenSSH' ? parseRelease(text) : undefined;
    return {
      family,
      name,
      ...(version !== undefined && { version }),
      ...(openssh !== undefined && { openssh }),
      ...(upgrade !== undefined && { upgrade }),
    };
  }
  return undefined;
}
