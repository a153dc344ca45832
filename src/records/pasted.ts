import { type Envelope, NOTHING_ASSUMED } from './envelope.js';

/** Excerpts in articles and tickets keep the tag and replace what stands before it by dots. */
const TAGGED = /^(?:\.\.\.|…|\xe2\x80\xa6)? ?(sshd(?:-session|-auth)?|internal-sftp|sftp-server)(?:\[(\d{1,10})\])?: (.*)$/s;

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
    const pid = match[2] === undefined ? undefined : Number(match[2]);
    return { time: undefined, timeAssumed: NOTHING_ASSUMED, host: undefined, program: match[1], pid, message: match[3] ?? '' };
  },
  samples: [
    { line: 'sshd[634]: debug1: text', host: undefined, program: 'sshd', pid: 634, message: 'debug1: text' },
    { line: '... sshd[5176]: fatal: text', host: undefined, program: 'sshd', pid: 5176, message: 'fatal: text' },
    { line: 'sshd-session: text', host: undefined, program: 'sshd-session', pid: undefined, message: 'text' },
  ],
};
