import { type Envelope, NOTHING_ASSUMED } from './envelope.js';

/** Excerpts in articles and tickets keep the tag and replace what stands before it by dots, and the pid by others. */
const TAGGED = /^(?:\.\.\.|…|\xe2\x80\xa6)? ?(sshd(?:-session|-auth)?|internal-sftp|sftp-server)(?:\[(\d{1,10}|[xX.*#]{1,12}|pid|PID)\])?: (.*)$/s;

/** A line of dots that stands for lines that were left out. */
const ELISION = /^[ \t]*(?:\.\.\.|…|\xe2\x80\xa6|\[(?:\.\.\.|…|\xe2\x80\xa6)\])[ \t]*$/;

/** Whether a line without header says only that lines are missing here. */
export function isElision(line: string): boolean {
  return line.length < 40 && ELISION.test(line);
}

/**
 * `sshd[634]: text` and `... sshd[5176]: text` as people paste them: a tag, but neither time nor host.
 * What has not even a tag (sshd -e, -E, -d) is no envelope: see the record reader.
 */
export const pasted: Envelope = {
  name: 'pasted',
  first: '.…\xe2 is',
  read(line) {
    const match = TAGGED.exec(line);
    if (!match) return undefined;
    const pid = /^\d/.test(match[2] ?? '') ? Number(match[2]) : undefined;
    return { time: undefined, timeAssumed: NOTHING_ASSUMED, host: undefined, program: match[1], pid, message: match[3] ?? '' };
  },
  samples: [
    { line: 'sshd[634]: debug1: text', host: undefined, program: 'sshd', pid: 634, message: 'debug1: text' },
    { line: '... sshd[5176]: fatal: text', host: undefined, program: 'sshd', pid: 5176, message: 'fatal: text' },
    { line: 'sshd[xxx]: text', host: undefined, program: 'sshd', pid: undefined, message: 'text' },
    { line: 'sshd-session: text', host: undefined, program: 'sshd-session', pid: undefined, message: 'text' },
  ],
};
