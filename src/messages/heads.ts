const SLASH = 47;
const BACKSLASH = 92;
const COLON = 58;
const UNDERSCORE = 95;
const PARENTHESIS = 40;
const LETTER_C = 99;
const LETTER_L = 108;
const LETTER_P = 112;
const LETTER_R = 114;

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Windows writes `C:\…`, and sshd escapes the backslash; `__PROGRAMDATA__` stands for one of its folders. */
function isPath(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === SLASH || (first === UNDERSCORE && text.startsWith('__PROGRAMDATA__'))) return true;
  return text.charCodeAt(1) === COLON && text.charCodeAt(2) === BACKSLASH && isLetter(first);
}

const LINE_NUMBER = /^line \d{1,7}: /;
const NUMBERED = /^[^:]{1,1024}(?::\\[^:]{1,1024})?:\d{1,9}: /;

function phaseHead(module: string): string {
  if (module.endsWith(':auth):')) return 'pam_…:auth';
  if (module.endsWith(':session):')) return 'pam_…:session';
  return module.endsWith(':account):') ? 'pam_…:account' : 'pam_…';
}

/**
 * The dispatch key of a text: its first word. A path and a PAM module stand for their kind instead:
 * `/…:` is a path that a colon follows, perhaps after a line number (`/root/.ssh/authorized_keys:1:`), `/…` any other path,
 * `pam_…` a module with service and phase (`pam_unix(sshd:password):`), and of its own the phases that most lines are of:
 * `pam_…:auth`, `pam_…:account` and `pam_…:session`,
 * `(pam_…)` a module that writes under a name of its own (`sshd(pam_google_authenticator)[42]: `),
 * `rexec…` what belongs to the second start of sshd (`rexec:3`, `rexec_argv[0]=…`),
 * `chown(…` and `chroot(…` a system call with its arguments,
 * `… line` and `…: line` whatever a line number follows (`/etc/ssh/sshd_config line 12: `, `command-line: line 0: `).
 */
export function headOf(text: string): string {
  const space = text.indexOf(' ');
  const word = space < 0 ? text : text.slice(0, space);
  if (text.charCodeAt(space + 1) === LETTER_L && text.startsWith('line ', space + 1) && LINE_NUMBER.test(text.slice(space + 1, space + 15))) {
    return word.endsWith(':') ? '…: line' : '… line';
  }
  if (isPath(text)) return word.endsWith(':') || NUMBERED.test(text) ? '/…:' : '/…';
  switch (text.charCodeAt(0)) {
    case PARENTHESIS:
      return word.startsWith('(pam_') ? '(pam_…)' : word;
    case LETTER_C:
      return word.startsWith('chown(') ? 'chown(…' : word.startsWith('chroot(') ? 'chroot(…' : word;
    case LETTER_P:
      return word.startsWith('pam_') && word.endsWith('):') ? phaseHead(word) : word;
    case LETTER_R:
      return word.startsWith('rexec') ? 'rexec…' : word;
    default:
      return word;
  }
}
