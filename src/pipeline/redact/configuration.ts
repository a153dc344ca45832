import { redactFields } from './fields.js';
import type { Names } from './names.js';
import { redactPath } from './words.js';

const LINE = /^(\s*(\S+?)(?:\s*=\s*|\s+))(.*)$/s;
/** Criteria of Match that name somebody, with the pattern behind. */
const CRITERION = /\b(User|Host)(\s*=\s*|\s+)("[^"]*"|\S+)/gi;

/** A line of sshd_config without the names of users and hosts in it; also where nothing in the log names them. */
export function redactConfigurationLine(text: string, real: Names): string {
  const names = keepingPseudonyms(real);
  const [, head = '', keyword = '', value = ''] = LINE.exec(text) ?? [];
  if (/^match$/i.test(keyword)) {
    return head + value.replace(CRITERION, (_all, criterion: string, gap: string, pattern: string) => {
      const quote = pattern.startsWith('"') ? '"' : '';
      const plain = quote === '' ? pattern : pattern.slice(1, -1);
      return `${criterion}${gap}${quote}${/^user$/i.test(criterion) ? asField('user', 'value', plain, names) : asField('host', 'required', plain, names)}${quote}`;
    });
  }
  if (/^(?:allow|deny)users$/i.test(keyword)) return head + asField(keyword, 'value', value, names);
  return redactPath(text, names);
}

/** A line to paste has pseudonyms already, beside names that only the configuration has. */
function keepingPseudonyms(names: Names): Names {
  const { user, host } = names.tables;
  return { ...names, user: (name) => (user.issued(name) ? name : names.user(name)), host: (name) => (host.issued(name) ? name : names.host(name)) };
}

function asField(option: string, name: string, value: string, names: Names): string {
  const fields = { option, [name]: value };
  redactFields('config.setting', fields, names);
  return fields[name] ?? value;
}
