import { describe, expect, it } from 'vitest';
import { pathComponents, quotePath } from '../../src/diagnosers/shell.js';
import { analyze } from '../../src/index.js';
import { LATEST } from '../support/analyze-file.js';

describe('paths from the log', () => {
  it.each([
    ['/etc/ssh/ssh_host_rsa_key', '/etc/ssh/ssh_host_rsa_key'],
    ['/srv/my files', "'/srv/my files'"],
    ["/srv/o'brien", String.raw`'/srv/o'\''brien'`],
    ['/srv/$(reboot)', "'/srv/$(reboot)'"],
  ])('%s is quoted for the shell', (path, quoted) => expect(quotePath(path)).toBe(quoted));

  it.each(['-rf', 'relative', '/a\nb', '/a\u001B[1m', '/caf\u00E9', `/${'a'.repeat(500)}`])('of %j no command is made', (path) =>
    expect(quotePath(path)).toBeUndefined());

  it('have their components', () => expect(pathComponents('/srv//sftp/fred/')).toEqual(['/srv', '/srv/sftp', '/srv/sftp/fred']));
});

it('the account of a machine comes before the @ as it is: $@ would be taken for a variable of the shell', async () => {
  const server = 'Nov 20 12:00:00 server sshd[42]: Failed password for build$ from 192.0.2.10 port 50022 ssh2\n';
  const client = 'debug1: Authenticating to server:22 as \'build$\'\r\ndebug1: Authentications that can continue: password\r\nbuild$@server: Permission denied (password).\r\n';
  const commandsOf = async (log: string) => (await analyze(log, { latest: LATEST })).findings.flatMap(({ fixes }) => fixes.flatMap(({ commands = [] }) => commands)).filter((command) => command.includes('@'));
  expect(await commandsOf(server)).toEqual([String.raw`ssh-copy-id -i ~/.ssh/id_ed25519.pub build\$@SERVER`]);
  const [first, ...others] = await commandsOf(client);
  for (const command of [first, ...others]) expect(command).toContain(String.raw` build\$@server`);
});
