#!/usr/bin/env node
try {
  const { main } = await import('../dist/bundle/main.js');
  await main(process.argv.slice(2));
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.message).includes('/dist/')) throw error;
  process.stderr.write('sshlog: not built yet; run npm ci in the directory of the project\n');
  process.exitCode = 70;
}
