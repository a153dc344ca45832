/** How a run of ssh, sftp or scp begins, where it wants to go and how far it comes. */
export interface ClientRunEvents {
  /** The first line with -v. `library` is the cryptographic library. */
  'client.started': { software: string; library?: string };
  /** A command line behind a shell prompt, in a transcript of a terminal. */
  'client.command': { program: string; arguments: string };
  'client.configuration-read': { path: string };
  /** Another program carries the connection. `jump`: ssh made the command itself, of ProxyJump or -J. */
  'client.proxy-command': { command: string; jump?: true };
  'client.connecting': { hostName: string; ip?: string; port: number };
  'client.connected': object;
  'client.own-version': { software: string };
  'client.server-version': { software: string; protocol: string };
  'client.authenticating': { hostName: string; port: number; user: string };
  /** Status of the remote command, as the server reports it; -1: none came. */
  'client.exit-status': { status: number };
}
