import { chownSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Fix } from '../../../src/finding.js';
import type { Ran } from './run.js';
import { listener, until } from './sshd.js';
import { appendLines, appendToLine, setClientLines, setLines } from './edit.js';
import { CA, CLIENT_HOME, CONFIG, read, shell, write } from './world.js';

/**
 * What a reader puts in for the words that a fix cannot know, such as `GROUP`; each must occur. `CLIENT-KEY` and `CA-KEY` stand for the
 * public keys of client and CA.
 */
export type Fill = Readonly<Record<string, string>>;

export interface ApplyOptions {
  fill?: Fill;
  env?: Readonly<Record<string, string>>;
  /** What the commands read from standard input: answers to their questions. */
  answers?: string;
  /** What the reader does in the editor that the commands open; default: the lines of the fix. */
  edit?: string;
  /** Where the fix says to connect to port 2222 with the client that failed. */
  tryPort: (port: number) => Promise<void>;
}

/** Commands that show something: that there is nothing to show, or that they cannot be had here, is no failure of the fix. */
const LOOKS = /^(?:ls|namei|getent|grep|id|stat|date|ssh-keygen -(?:L|l|y)|ssh-add|systemctl (?:list|status)|timedatectl|sssctl|chage -l|passwd -S|last|loginctl|find)\b/;

/** Does what the fix says: its lines into the file, its commands in a shell, in their order. */
export async function apply(fix: Fix, options: ApplyOptions): Promise<Ran[]> {
  const unused = new Set(Object.keys(options.fill ?? {}));
  const filled = (text: string) => Object.entries(options.fill ?? {}).reduce((line, [word, value]) => {
    if (line.includes(word)) unused.delete(word);
    return line.replaceAll(word, value);
  }, text)
    .replaceAll('CLIENT-KEY', publicKey(`${CLIENT_HOME}/.ssh/id_ed25519.pub`))
    .replaceAll('CA-KEY', publicKey(`${CA}.pub`));
  const lines = fix.lines?.map(filled);
  const commands = (fix.commands ?? []).map(filled);
  const file = filled(fix.file ?? '');
  if (unused.size > 0) throw new Error(`the fix does not have ${[...unused].join(', ')}: ${JSON.stringify(fix)}`);
  const edits = commands.some((command) => command.startsWith('vi '));
  if (file !== '' && !edits) edit(place(file), fix, lines ?? []);
  const ran: Ran[] = [];
  for (const command of commands) {
    const copy = /^vi (\S+)$/.exec(command)?.[1];
    if (copy !== undefined && options.edit !== undefined) ran.push(await runCommand(options.edit, options));
    else if (copy !== undefined) edit(copy, fix, lines ?? []);
    else if (/^#.*port 2222/.test(command)) await options.tryPort(2222);
    else if (!command.startsWith('#')) ran.push(await runCommand(command, options));
  }
  return ran;
}

const publicKey = (file: string) => read(file).trim();

async function runCommand(command: string, { env = {}, answers }: ApplyOptions): Promise<Ran> {
  const before = listener(22);
  // Who answers questions is not asked by another program; ssh-copy-id wants the password of the account.
  const asked = answers === undefined || command.startsWith('ssh-copy-id') ? {} : { SSH_ASKPASS_REQUIRE: 'never' };
  const ran = await shell(command, { env: { ...env, ...asked }, input: answers ?? '', cwd: CLIENT_HOME, timeout: 20_000 });
  if (ran.status !== 0 && (ran.status === 127 || !LOOKS.test(command))) {
    throw new Error(`${command}: status ${ran.status}\n${ran.stdout}${ran.stderr}`);
  }
  // The signal is sent; the old socket goes, a new one comes.
  if (/\breload\b/.test(command)) await until(() => ![undefined, before].includes(listener(22)), 'sshd does not listen again after the reload');
  if (/-p 2222 /.test(command)) await until(() => listener(2222) !== undefined, 'the second sshd does not listen');
  return ran;
}

function edit(path: string, fix: Fix, lines: readonly string[]): void {
  const text = read(path);
  const owner = text === '' ? undefined : statSync(path);
  mkdirSync(dirname(path), { recursive: true });
  write(path, edited(path, text, fix, lines));
  if (owner) chownSync(path, owner.uid, owner.gid);
}

function edited(path: string, text: string, fix: Fix, lines: readonly string[]): string {
  const inPlace = / line (\d+): write (\w+) instead of (\w+)/.exec(fix.summary);
  if (inPlace) {
    const [, number, right = '', wrong = ''] = inPlace;
    return text.split('\n').map((line, i) => (i + 1 === Number(number) ? line.replace(wrong, right) : line)).join('\n');
  }
  const inLine = /append (,\S+) to its (\w+) line/.exec(fix.summary);
  if (inLine) return appendToLine(text, inLine[2] ?? '', inLine[1] ?? '');
  if (fix.action === 'create' || text === '') return `${lines.join('\n')}\n`;
  if (path.endsWith('/.ssh/config')) return fix.action === 'set' ? setClientLines(text, lines) : `${text}${lines.join('\n')}\n`;
  if (path.includes('sshd_config')) return fix.action === 'set' ? setLines(text, lines) : appendLines(text, lines);
  if (fix.action === 'append') return `${text.replace(/\n*$/, '\n')}${lines.join('\n')}\n`;
  if (!path.endsWith('authorized_keys')) {
    const words = new Set(lines.map((line) => line.split(' ')[0]));
    return [...lines, ...text.split('\n').filter((line) => line === '' || !words.has(line.split(' ')[0]))].join('\n');
  }
  // The line with the same key.
  const rows = text.trimEnd().split('\n');
  const key = /AAAA\S+/.exec(lines[0] ?? '')?.[0];
  const at = key === undefined ? 0 : Math.max(0, rows.findIndex((row) => row.includes(key)));
  return `${[...rows.slice(0, at), ...lines, ...rows.slice(at + 1)].join('\n')}\n`;
}

/** The file that a fix means: names without a directory are sshd's, `~` is the client's home. */
function place(file: string): string {
  if (file === 'sshd_config') return CONFIG;
  return file.replace(/^~(?=\/)/, CLIENT_HOME).replace(/^~(?=\w)/, '/home/');
}
