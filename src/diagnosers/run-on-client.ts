import type { Fix } from '../finding.js';

/** Commands for the machine that ssh runs on. */
export function runOnClient(summary: string, commands: string[], caution?: string): Fix {
  return { side: 'client', summary, action: 'run', commands, ...(caution !== undefined && { caution }) };
}
