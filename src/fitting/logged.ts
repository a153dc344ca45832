import { configurationOfLog, type LoggedSetting } from '../configuration/logged.js';
import { asUnicode } from '../connections/text.js';
import type { KnownConfiguration } from '../diagnosers/known-configuration.js';
import { createFitting } from './index.js';

/** What the log itself shows of the configuration of each of its hosts. @param show how a text of it is shown, where names are hidden */
export function fittingOfLog(logged: ReadonlyMap<string | undefined, readonly LoggedSetting[]>, show?: (text: string) => string): KnownConfiguration {
  const hosts = new Map([...logged].map(([host, settings]) =>
    [host === undefined ? undefined : asUnicode(host), { configuration: configurationOfLog(settings), ...(show && { show }) }]));
  return createFitting((host) => hosts.get(host));
}
