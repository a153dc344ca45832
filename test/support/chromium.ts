import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [process.env.SSHLOG_CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this system; undefined where there is none. */
export const CHROMIUM = PLACES.find((path) => path !== '' && existsSync(path));
/** Stands in the title of a suite that needs it, so that a run without it says why it skips. */
export const NEEDS_CHROMIUM = CHROMIUM === undefined ? ' (skipped: there is no chromium; install it, or name it in SSHLOG_CHROMIUM)' : '';

export function launch(): Promise<Browser> {
  return chromium.launch({ ...(CHROMIUM !== undefined && { executablePath: CHROMIUM }) });
}
