/** Names that a shell and ssh_config take as they stand. Others come from attackers, or need a look first. */
const IN_SHELL = /^[A-Za-z_][\w.@-]{0,63}\$?$/;
/** In AllowUsers and its kin `@` parts the user from the host, and in a path `$` is no part of a name. */
const IN_PATTERN = /^[A-Za-z0-9_][\w.-]{0,63}$/;

/** The user name, where commands may be built from it. */
export function shellName(user: string | undefined): string | undefined {
  return user !== undefined && IN_SHELL.test(user) ? user : undefined;
}

/** Whom ssh is to log in where, as its argument. Accounts of machines end in `$`, and `$@` is a variable of the shell. */
export function loginAt(user: string | undefined, server: string): string {
  return `${(shellName(user) ?? 'USER').replace('$', String.raw`\$`)}@${server}`;
}

/** The user name, where it means itself in a list of patterns and in a path too. */
export function patternName(user: string | undefined): string | undefined {
  return user !== undefined && IN_PATTERN.test(user) ? user : undefined;
}
