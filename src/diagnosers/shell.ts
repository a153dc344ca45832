/** What a shell takes literally without quotes. */
const PLAIN = /^[\w@%+=:,./-]+$/;
const MAX_PATH = 400;

/**
 * A path from the log, quoted for a POSIX shell. Undefined where no command should be built from it: not absolute, too
 * long, or with anything but printable ASCII, which a terminal or a reader may take for something else.
 */
export function quotePath(path: string): string | undefined {
  if (!/^\/[ -~]*$/.test(path) || path.length > MAX_PATH) return undefined;
  return PLAIN.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

/** The directories from the root down to the path itself: `/srv`, `/srv/sftp`, `/srv/sftp/fred`. */
export function pathComponents(path: string): string[] {
  const names = path.split('/').filter((name) => name !== '');
  return names.map((_, end) => `/${names.slice(0, end + 1).join('/')}`);
}
