/** The listener and the processes that it starts. */
export interface ServerEvents {
  'server.listening': { ip: string; port: number };
  'server.reloaded': object;
  'server.terminated': { signal: number };
  /** The server names its own release. */
  'server.version': { version: string; software: string };

  'process.forked': { child: number };
  'process.network-child': { child: number };
  'process.user-child': { child: number };
}
