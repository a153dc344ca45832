import type { Connection } from '../../connections/connection.js';
import type { LogRecord } from '../../events.js';
import type { Fix } from '../../finding.js';
import { loginProblem } from '../login-problem.js';
import { runOnServer } from '../server-change.js';

const OF_ADMINISTRATORS = String.raw`$env:ProgramData\ssh\administrators_authorized_keys`;
const OF_USER = String.raw`C:\Users\USER\.ssh\authorized_keys`;
/** A path that PowerShell takes as it is between double quotes, and the account in whose profile it is. */
const PLAIN = /^[a-z]:[\w .\\/-]{1,400}$/i;
const PROFILE = /^[a-z]:[\\/]+users[\\/]+([\w.-]{1,64})[\\/]/i;

/** StrictModes on Windows: an access list that names others. @param path the file, where the log tells it @param account who is in its list */
export function accessListProblem(record: LogRecord, connection: Connection, path: string | undefined, account: string | undefined): ReturnType<typeof loginProblem> {
  const file = path ?? 'the file of keys';
  return loginProblem(record, connection, {
    key: file,
    title: `sshd reads no keys: the access list of ${file} names others`,
    look: path ?? 'refused',
    advise: () => ({
      summary: `StrictModes: ${account ?? 'somebody'} has access to ${file}, not only the user, SYSTEM and the administrators: no key in it works.`,
      causes: ['the file inherits the access list of its directory, as every new file does', 'it belongs to another account'],
      fixes: fixesFor(path),
      unknowns: [
        ...(path === undefined ? ['Which file: LogLevel DEBUG3 names it, and whom to take out of its list.'] : []),
        'Whether the key is in the file.',
      ],
    }),
  });
}

/** The accounts by number: their names differ from language to language. */
const GRANT = '/inheritance:r /grant "*S-1-5-18:F" /grant "*S-1-5-32-544:F"';

function fixesFor(path: string | undefined): Fix[] {
  const ofAdministrators = inPowerShell(
    'of a member of Administrators: let SYSTEM and the administrators alone have access',
    `icacls.exe "${OF_ADMINISTRATORS}" ${GRANT}`,
  );
  const owner = PROFILE.exec(path ?? '')?.[1];
  const [file, user] = path !== undefined && PLAIN.test(path) && owner !== undefined ? [path, owner] : [OF_USER, 'USER'];
  const ofUser = inPowerShell('of any other user: let him, SYSTEM and the administrators alone have access', `icacls.exe "${file}" ${GRANT} /grant "${user}:F"`);
  if (path === undefined) return [ofAdministrators, ofUser];
  return [/administrators_authorized_keys$/i.test(path) ? ofAdministrators : ofUser];
}

function inPowerShell(summary: string, command: string): Fix {
  return runOnServer(summary, [command], 'In PowerShell, as administrator. Where nothing else is set, keys of administrators count in administrators_authorized_keys only.');
}
