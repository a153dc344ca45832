/** Whether a program is the sftp server, in a process of sshd or its own. It logs at a level of its own (`-l`), whatever LogLevel is. */
export function isSftpServer(process: string): boolean {
  return process === 'internal-sftp' || process === 'sftp-server';
}
