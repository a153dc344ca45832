/** What a second thread of the command line runs. */
const { workerData } = require('node:worker_threads');

void require('./load.js').load('cli-threads-helper.cjs').exports.help(workerData);
