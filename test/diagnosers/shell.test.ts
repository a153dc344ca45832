import { describe, expect, it } from 'vitest';
import { pathComponents, quotePath } from '../../src/diagnosers/shell.js';

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
