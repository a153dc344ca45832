/**
 * Where a line about a directive begins: a path, or the name that sshd gives to a configuration which it did not read from a file
 * (`rexec` is what the listener handed to its child, `reprocess config` what Match is applied to, `command-line` the options).
 */
export const CONFIG_HEADS: readonly string[] = ['… line', 'reprocess'];

/** Source of `FILE line N`; two groups. */
export const PLACE = String.raw`(reprocess config|\S{1,400}) line (\d{1,7})`;
