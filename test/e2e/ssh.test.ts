import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { shell, CLIENT_HOME, PASSWORD, prepare, reset, startServer } from './support/world.js';
import { type Sshd, until } from './support/sshd.js';
import { openTerminal, type Terminal } from './support/terminal.js';

/** What a diagnosis looks like, whatever it finds; or that it finds nothing. */
const DIAGNOSIS = /^(?:error|warning|info)\[[a-z0-9-]+\]: |^sshlog: ssh failed, and nothing in its log/m;
const KEY = `-i ${CLIENT_HOME}/.ssh/id_ed25519 -o IdentitiesOnly=yes`;
const BY_PASSWORD = '-o PubkeyAuthentication=no -o PreferredAuthentications=password';

let sshd: Sshd | undefined;
let terminal: Terminal | undefined;
let temporary: string;

beforeAll(prepare);
beforeEach(async () => {
  sshd = await startServer({ config: ['Banner /etc/ssh/banner'] }, async () => writeFileSync('/etc/ssh/banner', 'Authorized users only\n'));
  temporary = mkdtempSync('/home/root/tmp-');
});
afterEach(async () => {
  terminal?.kill();
  await reset(sshd);
  sshd = undefined;
});

const commandLine = (words: string) => `TMPDIR=${temporary} ${process.execPath} ${resolve('bin/sshlog.js')} ssh ${words}`;

function sshlogSsh(words: string): Terminal {
  terminal = openTerminal(commandLine(words));
  return terminal;
}

/** @returns `screen` without colours, which a diagnosis has on a terminal */
async function end(of: Terminal): Promise<{ status: number | null; screen: string }> {
  const status = await of.ended;
  expect(readdirSync(temporary), 'what is left in the temporary directory').toEqual([]);
  return { status, screen: stripVTControlCharacters(of.screen()) };
}

/** What stands in front of a diagnosis; in any order, as what ssh logs and what it prints come by two ways. */
function saidBySsh(stderr: string): string[] {
  const { index = stderr.length } = DIAGNOSIS.exec(stderr) ?? {};
  return stderr.slice(0, index).replaceAll(/\d+/g, 'N').split('\n').filter((line) => line !== '').sort();
}

describe('on a terminal', () => {
  test('the password is asked for, the command runs, its status comes back', async () => {
    const of = sshlogSsh(`${BY_PASSWORD} fred@127.0.0.1 'echo hello; exit 7'`);
    await of.shows('Authorized users only');
    await of.shows("fred@127.0.0.1's password: ");
    of.type(`${PASSWORD}\n`);
    await of.shows('hello');
    const { status, screen } = await end(of);
    expect(status).toBe(7);
    expect(screen).toContain("Warning: Permanently added '127.0.0.1' (ED25519) to the list of known hosts.\r");
    expect(screen).not.toMatch(DIAGNOSIS);
    expect(screen).not.toContain('debug1');
  });

  test('a wrong password is refused three times, and explained', async () => {
    const of = sshlogSsh(`${BY_PASSWORD} fred@127.0.0.1`);
    for (let tries = 0; tries < 3; tries++) {
      await of.shows("fred@127.0.0.1's password: ");
      of.type('wrong\n');
    }
    const { status, screen } = await end(of);
    expect(status).toBe(255);
    expect(screen.match(/Permission denied, please try again\.\r+\n/g)).toHaveLength(2);
    expect(screen).toContain('fred@127.0.0.1: Permission denied (publickey,password,keyboard-interactive).\r');
    expect(screen).toMatch(DIAGNOSIS);
  });

  test('the host key is asked about: no', async () => {
    const of = sshlogSsh(`-o StrictHostKeyChecking=ask -o UserKnownHostsFile=${temporary}-known ${KEY} fred@127.0.0.1 echo in`);
    await of.shows('Are you sure you want to continue connecting (yes/no/[fingerprint])? ');
    of.type('no\n');
    const { status, screen } = await end(of);
    expect(status).toBe(255);
    expect(screen).toContain('Host key verification failed.\r');
    expect(screen).toMatch(DIAGNOSIS);
  });

  test('the host key is asked about: yes', async () => {
    const known = `${temporary}-known`;
    const of = sshlogSsh(`-o StrictHostKeyChecking=ask -o UserKnownHostsFile=${known} ${KEY} fred@127.0.0.1 echo in`);
    await of.shows('(yes/no/[fingerprint])? ');
    of.type('yes\n');
    await of.shows('in\r\n');
    expect(await end(of)).toMatchObject({ status: 0 });
    expect(readFileSync(known, 'utf8')).toMatch(/^127\.0\.0\.1 ssh-ed25519 /);
  });

  test('a session: the terminal is that of the server, and debug lines as many as -v asks for', async () => {
    const of = sshlogSsh(`-v ${KEY} fred@127.0.0.1`);
    await of.shows('debug1: Entering interactive session.');
    of.type('stty size; test -t 2 && tty; exit 3\n');
    await of.shows('/dev/pts/');
    const { status, screen } = await end(of);
    expect(status).toBe(3);
    expect(screen).toContain('Connection to 127.0.0.1 closed.');
    expect(screen).not.toContain('debug2');
    expect(screen).not.toMatch(DIAGNOSIS);
  });

  test('Ctrl-C at the password ends ssh, and that is no failure to explain', async () => {
    const of = sshlogSsh(`${BY_PASSWORD} fred@127.0.0.1`);
    await of.shows("'s password: ");
    of.type('\x03');
    const { status, screen } = await end(of);
    expect(status).toBe(130);
    expect(screen).not.toMatch(DIAGNOSIS);
  });

  test('Ctrl-C in a session goes to the server', async () => {
    const of = sshlogSsh(`-t ${KEY} fred@127.0.0.1 'trap "echo caught; exit 5" INT; echo ready; while :; do sleep 0.1; done'`);
    await of.shows('ready');
    of.type('\x03');
    await of.shows('caught');
    expect(await end(of)).toMatchObject({ status: 5 });
  });

  test('~^Z stops it, and fg goes on', async () => {
    terminal = openTerminal('sh -i');
    await terminal.shows('$ ');
    terminal.type(`${commandLine(`${KEY} fred@127.0.0.1`)}\n`);
    await terminal.shows('Authorized users only');
    await terminal.shows('$ ');
    terminal.type('\r~\x1a');
    await terminal.shows('[suspend ssh]');
    await terminal.shows('Stopped');
    terminal.type('echo here\n');
    await terminal.shows('here\r\n');
    terminal.type('fg\n');
    await terminal.shows('ssh');
    terminal.type('\recho $USER-there\r');
    await terminal.shows('fred-there');
    terminal.type('exit\r');
    await terminal.shows('Connection to 127.0.0.1 closed.');
    terminal.type('exit\n');
    expect(await end(terminal)).toMatchObject({ status: 0 });
  });
});

describe('in a pipe', () => {
  test('standard output is the remote command\'s, and ssh\'s messages go to standard error', async () => {
    const { status, stdout, stderr } = await shell(commandLine(`${KEY} fred@127.0.0.1 'cat; echo err >&2; exit 255'`), { input: 'a\nb\n' });
    expect({ status, stdout }).toEqual({ status: 255, stdout: 'a\nb\n' });
    expect(stderr).toBe("Warning: Permanently added '127.0.0.1' (ED25519) to the list of known hosts.\r\nAuthorized users only\nerr\n");
  });

  test.each(['-q', '-o LogLevel=ERROR', '-o LogLevel=VERBOSE', '-v', '-vvv', '-v -q'])('%s shows what ssh shows by itself', async (words) => {
    const connect = `${words} -o BatchMode=yes ${KEY} nobody@127.0.0.1 true`;
    const [own, ours] = [await shell(`ssh ${connect}`), await shell(commandLine(connect))];
    expect(ours.status).toBe(own.status);
    expect(saidBySsh(ours.stderr)).toEqual(saidBySsh(own.stderr));
  });

  test('a level in the configuration counts, and -v more', async () => {
    const config = join(temporary, 'config');
    writeFileSync(config, 'LogLevel ERROR\nStrictHostKeyChecking no\nUserKnownHostsFile /dev/null\n');
    expect((await shell(commandLine(`-F ${config} ${KEY} fred@127.0.0.1 true`))).stderr).toBe('');
    expect((await shell(commandLine(`-v -F ${config} ${KEY} fred@127.0.0.1 true`))).stderr).toContain('debug1: Authentications that can continue');
  });

  test('a key that the server does not know is explained', async () => {
    await shell(`ssh-keygen -q -t ed25519 -N '' -f ${temporary}/stranger`);
    const { status, stdout, stderr } = await shell(commandLine(`-o BatchMode=yes -i ${temporary}/stranger -o IdentitiesOnly=yes fred@127.0.0.1 true`));
    expect({ status, stdout }).toEqual({ status: 255, stdout: '' });
    expect(stderr).toContain('Permission denied (publickey,password,keyboard-interactive)');
    expect(stderr).toMatch(DIAGNOSIS);
  });

  test('a jump: the ssh in between is no more talkative than without', async () => {
    const jump = `-J fred@127.0.0.1 ${KEY} -o BatchMode=yes fred@192.0.2.66 true`;
    const [own, ours] = [await shell(`ssh ${jump}`), await shell(commandLine(jump))];
    expect(saidBySsh(ours.stderr)).toEqual(saidBySsh(own.stderr));
    expect(ours.status).toBe(own.status);
  });
});

describe('in the background', () => {
  test('-f: nothing is waited for, the log goes', async () => {
    const begin = performance.now();
    const { status } = await shell(commandLine(`-f ${KEY} fred@127.0.0.1 'sleep 1; touch /home/fred/done'`));
    expect(status).toBe(0);
    expect(performance.now() - begin).toBeLessThan(10_000);
    expect(readdirSync(temporary)).toEqual([]);
    await until(() => existsSync('/home/fred/done'), 'the command in the background did not go on');
  });

  test('ControlPersist: the first connection leaves a master behind, the second goes through it', async () => {
    const shared = `-o ControlMaster=auto -o ControlPersist=30 -S ${temporary}-socket ${KEY} fred@127.0.0.1`;
    expect(await shell(commandLine(`${shared} 'echo one; exit 4'`))).toMatchObject({ status: 4, stdout: 'one\n' });
    expect(readdirSync(temporary)).toEqual([]);
    expect(await shell(commandLine(`${shared} 'echo two; exit 255'`))).toMatchObject({ status: 255, stdout: 'two\n', stderr: '' });
    expect(await shell(commandLine(`-O exit ${shared}`))).toMatchObject({ status: 0 });
  });
});
