/**
 * What is measured, as data. `commands` run interleaved; `figure` makes one number of their results; `must` is the bound that
 * a change may not break, `goal` where it ought to be (both upper bounds). `needs` names what has to be installed; `also` has further
 * figures of the same results.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIRECTORY, input } from './inputs.mjs';
import { median, ratio } from './paired.mjs';

const SSHLOG = fileURLToPath(new URL('../bin/sshlog.js', import.meta.url));
const LEAST = fileURLToPath(new URL('least.mjs', import.meta.url));
const node = (...args) => ({ argv: [process.execPath, ...args] });
const diagnose = (file, ...options) => node(SSHLOG, 'diagnose', ...options, file);
const times = (name, other) => (results) => ratio(results[name].milliseconds, results[other].milliseconds);

/** Failed passwords by address, in the fastest awk there is. */
function topAwk() {
  const path = join(DIRECTORY, 'top.awk');
  writeFileSync(path, '/Failed password/{for(i=NF;i>0;i--)if($i=="from"){c[$(i+1)]++;break}}END{for(k in c)print c[k],k}');
  return path;
}

const SSHG_PARSER = ['/usr/libexec/sshguard/sshg-parser', '/usr/lib/sshguard/sshg-parser'].find((path) => existsSync(path));

/** @param quick smaller inputs and fewer rounds: a minute, for a look while working */
export function measures(quick) {
  const big = quick ? 16 : 256;
  const rounds = quick ? 3 : 5;
  const size = (mb) => `${mb} MB`;
  const bruteforce = () => input(big, 'bruteforce').log;
  return [
    {
      name: `${size(big)} bruteforce against mawk`, unit: 'x', must: 5, goal: 3.5, rounds, needs: ['mawk'],
      commands: () => ({ ours: diagnose(bruteforce()), mawk: { argv: ['mawk', '-f', topAwk(), bruteforce()] }, least: node(LEAST, bruteforce()) }),
      figure: times('ours', 'mawk'),
    },
    {
      name: `${size(big)} bruteforce against sshguard's parser`, unit: 'x', must: 0.7, goal: 0.4, rounds, needs: [SSHG_PARSER ?? 'sshg-parser'],
      commands: () => ({ ours: diagnose(bruteforce()), parser: { argv: [SSHG_PARSER ?? ''], stdin: bruteforce() }, least: node(LEAST, bruteforce()) }),
      figure: times('ours', 'parser'),
    },
    {
      name: '16 MB against fail2ban-regex', unit: 'x', must: 1 / 15, goal: 1 / 25, rounds, quick: false, needs: ['fail2ban-regex'],
      commands: () => ({ ours: diagnose(input(16, 'bruteforce').log), peer: { argv: ['fail2ban-regex', input(16, 'bruteforce').log, 'sshd'] }, least: node(LEAST, input(16, 'bruteforce').log) }),
      figure: times('ours', 'peer'),
    },
    {
      name: '16 MB against logwatch --numeric', unit: 'x', must: 1 / 3, goal: 1 / 5, rounds, quick: false, needs: ['logwatch'],
      commands: () => ({
        ours: diagnose(input(16, 'bruteforce').log),
        peer: { argv: ['sh', '-c', `mkdir -p ${DIRECTORY}/logwatch && ln -sf ${input(16, 'bruteforce').log} ${DIRECTORY}/logwatch/auth.log && logwatch --service sshd --numeric --logdir ${DIRECTORY}/logwatch --range all --output stdout`] },
        least: node(LEAST, input(16, 'bruteforce').log),
      }),
      figure: times('ours', 'peer'),
    },
    ...['mixed', 'debug2'].map((profile) => ({
      name: `${profile}, time per MB against bruteforce`, unit: 'x', must: 1.3, goal: 1, rounds,
      commands: () => ({ ours: diagnose(input(big, profile).log), bruteforce: diagnose(bruteforce()) }),
      figure: times('ours', 'bruteforce'),
    })),
    {
      name: `two threads on ${size(2 * big)} against one`, unit: 'x', must: 0.75, goal: 0.63, rounds,
      commands: () => ({ two: diagnose(input(2 * big, 'bruteforce').log, '--jobs', '2'), one: diagnose(input(2 * big, 'bruteforce').log, '--jobs', '1') }),
      figure: times('two', 'one'),
    },
    {
      name: `${size(big)} through a pipe against the file`, unit: 'x', must: 1.6, goal: 1.2, rounds,
      commands: () => ({ pipe: { ...diagnose('-'), stdin: ['cat', bruteforce()] }, file: diagnose(bruteforce()) }),
      figure: times('pipe', 'file'),
    },
    {
      name: `peak memory, ${size(big)}, 8,000 sources`, unit: 'MB', must: 160, goal: 125, rounds,
      commands: () => ({ ours: diagnose(bruteforce()) }),
      figure: ({ ours }) => median(ours.peak),
    },
    {
      name: 'time per MB at 4 GB against 16 MB', unit: 'x', must: 1.1, goal: 1, rounds: 3, quick: false, warm: false,
      commands: () => ({ large: diagnose(input(4096, 'bruteforce').log), middle: diagnose(input(256, 'bruteforce').log), small: diagnose(input(16, 'bruteforce').log), start: diagnose('/dev/null') }),
      // Node's own start is no time per MB: it is taken off both.
      figure: ({ large, small, start }) => ratio(large.milliseconds.map((ms, i) => (ms - start.milliseconds[i]) / 256), small.milliseconds.map((ms, i) => ms - start.milliseconds[i])),
      also: [{ name: 'peak memory, 4 GB against 256 MB', unit: 'x', must: 1.1, goal: 1.05, figure: ({ large, middle }) => ratio(large.peak, middle.peak) }],
    },
    {
      name: 'peak memory, one million sources', unit: 'MB', must: 350, goal: 250, rounds: 3, quick: false, warm: false,
      commands: () => ({ ours: diagnose(input(1024, 'bruteforce', ['--ips', '3000000']).log) }),
      figure: ({ ours }) => median(ours.peak),
    },
    {
      name: '--version against node -e 0', unit: 'x', must: 1.25, goal: 1.08, rounds: quick ? 7 : 21,
      commands: () => ({ ours: node(SSHLOG, '--version'), node: node('-e', '0') }),
      figure: times('ours', 'node'),
    },
    {
      name: 'ten lines against node -e 0', unit: 'x', must: 1.6, goal: 1.2, rounds: quick ? 7 : 21,
      commands: () => ({ ours: diagnose(fileURLToPath(new URL('ten-lines.log', import.meta.url))), node: node('-e', '0') }),
      figure: times('ours', 'node'),
    },
  ];
}
