import { addressListFault } from './patterns.js';

/** What the arguments of a keyword must look like, and how to say it behind `takes`. */
interface Shape {
  takes: string;
  fits: (args: readonly string[]) => boolean;
}

const METHOD = /^(?:none|publickey|password|keyboard-interactive|hostbased|gssapi-with-mic|gssapi-keyex)(?::[\w-]+)?$/;
const QUALITY = /^(?:none|af[1-4][1-3]|cs[0-7]|ef|le|va|lowdelay|throughput|reliability|\d{1,3}|0x[\da-f]{1,2})$/i;
const program: Shape = { takes: 'the absolute path of a program, or none', fits: ([path = '']) => path.startsWith('/') || /^none$/i.test(path) };
const users: Shape = { takes: 'USER or USER@HOST patterns', fits: (args) => args.every((arg) => arg !== '' && addressListFault(arg.slice(arg.lastIndexOf('@') + 1)) === undefined) };
const groups: Shape = { takes: 'names of groups', fits: (args) => !args.includes('') };

/** Keywords whose arguments are neither a word of a few nor a number. Case as sshd has it. */
const SHAPES: Readonly<Record<string, Shape>> = {
  AllowUsers: users,
  DenyUsers: users,
  AllowGroups: groups,
  DenyGroups: groups,
  AuthenticationMethods: {
    takes: 'methods separated by commas, such as publickey,password',
    fits: (args) => (args.length === 1 && args[0] === 'any') || args.every((arg) => arg.split(',').every((method) => METHOD.test(method))),
  },
  AuthorizedKeysCommand: program,
  AuthorizedPrincipalsCommand: program,
  IPQoS: { takes: 'one or two classes of service, such as af21 cs1', fits: (args) => args.length <= 2 && args.every((arg) => QUALITY.test(arg)) },
  MaxStartups: { takes: 'START:RATE:FULL or one number', fits: ([text = '']) => fitsStartups(text) },
  Port: { takes: 'a port from 1 to 65535', fits: ([text = '']) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535 },
  PubkeyAuthOptions: { takes: 'none, touch-required or verify-required', fits: (args) => args.every((arg) => /^(?:none|touch-required|verify-required)$/i.test(arg)) },
  RekeyLimit: {
    takes: 'an amount and a time, such as 1G 1h',
    fits: ([amount = '', time = 'none']) => /^(?:default|none|\d{1,15}[kmg]?)$/i.test(amount) && (/^none$/i.test(time) || (time.length < 100 && /^(?:\d{1,9}[smhdw]){0,20}\d{0,9}$/i.test(time))),
  },
  SetEnv: { takes: 'NAME=VALUE', fits: (args) => args.every((arg) => arg.includes('=')) },
  StreamLocalBindMask: { takes: 'an octal number of up to 0777', fits: ([text = '']) => /^0*[0-7]{1,3}$/.test(text) },
  Subsystem: { takes: 'a name and a command', fits: (args) => args.length >= 2 },
};

function fitsStartups(text: string): boolean {
  const [, start, rate, full] = /^(\d{1,9})(?::(\d{1,9}):(\d{1,9}))?$/.exec(text) ?? [];
  if (start === undefined || Number(start) === 0) return false;
  return rate === undefined || (Number(rate) >= 1 && Number(rate) <= 100 && Number(start) <= Number(full));
}

/** What the keyword takes, where these arguments are nothing of the kind. */
export function shapeFault(keyword: string, args: readonly string[]): string | undefined {
  const shape = Object.hasOwn(SHAPES, keyword) ? SHAPES[keyword] : undefined;
  return shape === undefined || shape.fits(args) ? undefined : `takes ${shape.takes}`;
}
