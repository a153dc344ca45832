/**
 * A logger whose file is rotated while it writes as fast as it can: `node rotating-writer.mjs FILE METHOD LINES ROTATIONS`.
 * As logrotate does it, a renamed or deleted file is written to for a while before the logger is told to open the new one.
 * With copytruncate what is written between the copy and the truncation is lost for everybody, and who reads the log must
 * have come to its end by then: so the logger pauses before.
 */
import { closeSync, copyFileSync, ftruncateSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [file, method, lines, rotations] = [process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5])];
/** Lines of one write, as a busy syslogd gathers them. */
const BURST = 25;
let descriptor = openSync(file, 'a');
let written = 0;

function write(count) {
  let text = '';
  for (let i = 0; i < count && written < lines; i++) text += `line ${written++} ${'x'.repeat(60)}\n`;
  if (text !== '') writeSync(descriptor, text);
}

const rotate = {
  async rename(number) {
    renameSync(file, `${file}.${number}`);
    await reopen(number);
  },
  async delete(number) {
    unlinkSync(file);
    await reopen(number);
  },
  async copytruncate(number) {
    await sleep(500);
    copyFileSync(file, `${file}.${number}`);
    ftruncateSync(descriptor, 0);
  },
};

async function reopen(number) {
  write(BURST);
  await sleep((number % 3) * 10);
  const old = descriptor;
  descriptor = openSync(file, 'a');
  closeSync(old);
}

for (let number = 0; number <= rotations; number++) {
  const end = Math.round((lines * (number + 1)) / (rotations + 1));
  while (written < end) {
    write(Math.min(BURST, end - written));
    if (written % 200 === 0) await sleep(1);
  }
  // Two rotations within milliseconds: nobody could know of the file between them.
  await sleep(100);
  if (number < rotations) await rotate[method](number);
}
