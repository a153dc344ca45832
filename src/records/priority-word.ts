const FACILITY = '(?:kern|user|mail|daemon|auth|authpriv|security|console|syslog|lpr|news|uucp|cron|ftp|ntp|local[0-7])';
const SEVERITY = '(?:emerg|panic|alert|crit|err|error|warn|warning|notice|info|debug)';
/** `authpriv.info ` (BusyBox, OpenWrt) or, on AIX, `auth|security:info `. */
const WORD = new RegExp(`^${FACILITY}(?:\\|${FACILITY})?[.:]${SEVERITY} `);

/** The length of a facility and a severity in words at the beginning of a text, with the space behind them; 0 where none stand there. */
export function readPriorityWord(text: string): number {
  return WORD.exec(text)?.[0].length ?? 0;
}

/** The same in angle brackets, in words or as numbers: `<auth.info> `, `<4.6> ` (FreeBSD, NetBSD). */
export const BRACKETED = /^<[a-z0-9]{1,10}\.[a-z0-9]{1,10}> /;
