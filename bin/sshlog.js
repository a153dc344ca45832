#!/usr/bin/env node
const args = process.argv.slice(2);

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // The question that scripts ask most needs nothing of the program.
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
