import type { Setting } from '../configuration/index.js';
import { asUnicode } from '../connections/text.js';

/** How lines and places of a configuration are quoted. */
export interface Words {
  /** A text of the configuration, which is bytes, as it may be shown. */
  show(text: string): string;
  /** `file:line`, where a setting stands. */
  placeOf(setting: Pick<Setting, 'line'>): string;
  /** What is set, and where: `MaxAuthTries 2 (/etc/ssh/sshd_config:7, in Match User fred)`. */
  quote(setting: Setting): string;
}

/** @param hide hides names where they are not to be seen */
export function createWords(hide: (text: string) => string): Words {
  const show = (text: string) => hide(asUnicode(text));
  const placeOf: Words['placeOf'] = ({ line }) => `${show(line.file)}:${line.line}`;
  return {
    show,
    placeOf,
    quote(setting) {
      const { line, blocks } = setting;
      const said = line.raw.slice(line.keyword?.span[0] ?? 0, line.arguments.at(-1)?.span[1]);
      const around = blocks.map(({ source }) => show(source.raw.trim())).join(', ');
      return `${show(said)} (${placeOf(setting)}${around === '' ? '' : `, in ${around}`})`;
    },
  };
}
