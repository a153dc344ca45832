import { LOG_LEVELS, parseLogLevel } from '../openssh/log-level.js';

/** Values that have an order. A change in one direction never turns back what goes further already. */
interface Scale {
  /** Where the value stands, one number for each of its parts; undefined for what is not understood. */
  rank: (value: string) => readonly number[] | undefined;
  /** Findings whose fix raises the value; that of all others lowers it. */
  raisedBy: readonly string[];
}

const NUMBER = (value: string) => (/^\d{1,9}$/.test(value) ? [Number(value)] : undefined);
const ROOT = ['no', 'forced-commands-only', 'prohibit-password', 'yes'];

const SCALES: Readonly<Record<string, Scale>> = {
  MaxSessions: { rank: NUMBER, raisedBy: ['max-sessions'] },
  MaxAuthTries: { rank: NUMBER, raisedBy: ['too-many-failures'] },
  PerSourceMaxStartups: { rank: (value) => (value === 'none' ? [Number.POSITIVE_INFINITY] : NUMBER(value)), raisedBy: ['per-source-max-startups'] },
  MaxStartups: { rank: startups, raisedBy: ['max-startups'] },
  LoginGraceTime: { rank: (value) => NUMBER(value)?.map((seconds) => (seconds === 0 ? Number.POSITIVE_INFINITY : seconds)), raisedBy: [] },
  LogLevel: { rank: (value) => place(LOG_LEVELS, parseLogLevel(value) ?? ''), raisedBy: ['log-level-too-low', 'login-failed-unexplained', 'client-disconnect'] },
  // Through 6.9 it is called without-password, which later releases still take.
  PermitRootLogin: { rank: (value) => place(ROOT, value.replace('without-', 'prohibit-')), raisedBy: ['root-login-not-permitted'] },
};

/** Whether the present value goes as far as the wanted one, or further, in the direction of this finding. */
export function goesFurther(keyword: string, present: string, wanted: string, code: string): boolean {
  const scale = Object.hasOwn(SCALES, keyword) ? SCALES[keyword] : undefined;
  const [has, wants] = [scale?.rank(present), scale?.rank(wanted)];
  if (!scale || !has || !wants) return false;
  const raises = scale.raisedBy.includes(code);
  return wants.every((want, i) => (raises ? (has[i] ?? 0) >= want : (has[i] ?? 0) <= want));
}

/** `start:rate:full`; one number alone is both. The rate in between is a matter of taste. */
function startups(value: string): number[] | undefined {
  const [, start, full] = /^(\d{1,9})(?::\d{1,3}:(\d{1,9}))?$/.exec(value) ?? [];
  return start === undefined ? undefined : [Number(start), Number(full ?? start)];
}

function place(words: readonly string[], value: string): number[] | undefined {
  const at = words.indexOf(value.toLowerCase());
  return at < 0 ? undefined : [at];
}
