import type { Party } from '../connections/connection.js';
import { releaseOf } from '../connections/server.js';
import type { LogRecord } from '../events.js';
import type { Fix } from '../finding.js';
import { checkCommand, type DistributionFamily, guessFamily, reloadCommands } from '../openssh/distributions.js';
import type { ReleaseRange } from '../openssh/version.js';

/** The server that a line comes from, as far as it is known. */
export interface Whereabouts {
  family: DistributionFamily | undefined;
  range: ReleaseRange;
}

/** Lines of the listener belong to no connection: of them only the file tells something. */
export function whereabouts(record: Pick<LogRecord, 'file'>, party: Pick<Party, 'server'> | undefined): Whereabouts {
  const server = party?.server;
  return {
    family: guessFamily({ logFile: record.file, ...(server?.software !== undefined && { softwareComment: server.software }) }),
    range: server ? releaseOf(server) : {},
  };
}

const KEEP_OPEN = 'Keep the present connection open until a new one has worked.';

/** Lines for sshd_config, with the commands that check it and bring it in. */
export function setInConfig({ family, range }: Whereabouts, summary: string, lines: string[], caution?: string): Fix {
  return {
    side: 'server',
    summary,
    action: 'set',
    file: 'sshd_config',
    lines,
    commands: [checkCommand(family), ...reloadCommands(family, range)],
    caution: caution === undefined ? KEEP_OPEN : `${caution} ${KEEP_OPEN}`,
  };
}

/** The same for an sshd that does not run: it is started, as there is nothing to reload. */
export function setAndStart(where: Whereabouts, summary: string, lines: string[], caution?: string): Fix {
  return { ...setInConfig(where, summary, lines, caution), commands: [checkCommand(where.family), ...startCommands(where)] };
}

export function runOnServer(summary: string, commands: string[], caution?: string): Fix {
  return { side: 'server', summary, action: 'run', commands, ...(caution !== undefined && { caution }) };
}

/** Commands that start sshd, where it does not run; `reload` needs a running one. */
export function startCommands({ family, range }: Whereabouts): string[] {
  return reloadCommands(family, range).map((command) => command.replace(/\breload\b/, 'restart'));
}
