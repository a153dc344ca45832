import type { Diagnoser } from '../diagnoser.js';
import { sftpNoSuchFile } from './sftp-no-such-file.js';
import { sftpPermissionDenied } from './sftp-permission-denied.js';

export const SFTP: readonly Diagnoser[] = [
  sftpNoSuchFile,
  sftpPermissionDenied,
];
