/** Why a file operation failed. */
export type TransferFailure = 'permission-denied' | 'no-such-file' | 'failure';

/** What sftp and scp say, and what programs on the server print that have wordings of their own. */
export interface ClientTransferEvents {
  'client.transfer-failed': { reason: TransferFailure; path?: string; program: 'sftp' | 'scp' };
  /** A packet of sftp begins with this length, which is text where something printed. */
  'client.message-too-long': { length: number };
  /** scp of the older protocol takes a step of a transfer: the other side answers as it should. */
  'client.copy-step': object;
  /** What nologin(8) prints. */
  'client.account-unavailable': object;
  /** A text as it stands in /etc/nologin, or as pam_nologin has it. */
  'client.logins-closed': object;
  /** internal-sftp, forced upon the account, was asked for something else. */
  'client.sftp-only': object;
  /** git on the server found no repository. */
  'client.repository-missing': { path: string };
}
