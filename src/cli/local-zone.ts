const FIRST_YEAR = 2000;

/** The time zone of this system, as an IANA name. */
export function localZone(): string {
  // Intl loads its tables to tell, which takes longer than a short log. Most servers need none.
  return isAlwaysUtc() ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function isAlwaysUtc(): boolean {
  const months = (new Date().getFullYear() - FIRST_YEAR + 1) * 12;
  for (let month = 0; month < months; month++) {
    if (new Date(FIRST_YEAR, month, 1).getTimezoneOffset() !== 0) return false;
  }
  return true;
}
