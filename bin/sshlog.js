#!/usr/bin/env node
const { BUNDLE, load } = require('./load.js');

try {
  void load().main(process.argv.slice(2));
} catch (error) {
  if (error?.code !== 'ENOENT' || error.path !== BUNDLE) throw error;
  process.stderr.write('sshlog: not built yet; run npm ci in the directory of the project\n');
  process.exitCode = 70;
}
