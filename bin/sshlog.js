#!/usr/bin/env node
const args = process.argv.slice(2);

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // The question that scripts ask most needs nothing of the program. A reader that is gone is no error.
  process.stdout.on('error', ({ code, message }) => {
    if (code !== 'EPIPE') process.stderr.write(`sshlog: standard output cannot be written: ${message}\n`);
    process.exitCode = code === 'EPIPE' ? 0 : 2;
  });
  process.stdout.write(`${require('../package.json').version}\n`);
} else {
  const { BUNDLE, FIRST_PIECE, load } = require('./load.js');
  try {
    void load().exports.main(args);
  } catch (error) {
    if (error?.code !== 'ENOENT' || error.path !== BUNDLE + FIRST_PIECE) throw error;
    process.stderr.write('sshlog: not built yet; run npm ci in the directory of the project\n');
    process.exitCode = 70;
  }
}
