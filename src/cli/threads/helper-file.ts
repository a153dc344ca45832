/** What a second thread runs. It is where it is beside the command line as it is installed. */
export const helperFile = (): URL => new URL('../../bin/helper.js', import.meta.url);
