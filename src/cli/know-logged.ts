import type { Analyzer } from '../pipeline/analyzer.js';

/** What the log itself shows of the configuration counts where the user names none. @param show how a line of it is shown, where names are hidden */
export async function knowLogged(analyzer: Pick<Analyzer, 'loggedSettings' | 'know'>, show?: (line: string) => string): Promise<void> {
  const logged = analyzer.loggedSettings();
  if (logged.size === 0) return;
  const { fittingOfLog } = await import('../fitting/logged.js');
  analyzer.know(fittingOfLog(logged, show));
}
