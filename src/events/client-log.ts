/** Lines of ssh, the client. They tell nothing of a server's log but that the wrong log was given. */
export interface ClientLogEvents {
  'client-log.line': { subject: 'configuration' | 'connection' | 'authentication' | 'host-key' };
}
