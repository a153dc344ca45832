import type { Report } from '../../finding.js';
import { plural } from '../../report/wording.js';
import type { DiagnoseOptions } from './options.js';
import type { DiagnoseTarget } from './outputs.js';
import { tell } from '../tell.js';

/** Whether the log has a line of sshd or ssh. */
export function hasLines({ input }: Report): boolean {
  return input.recognized + input.unknown > 0;
}

/**
 * Says behind the report what a reader might take it for and it is not.
 * @param whole with the findings that the user does not want to see
 */
export function tellRemarks(whole: Report, targets: readonly DiagnoseTarget[], unreadable: boolean, options: DiagnoseOptions): void {
  tellAccepted(whole, targets, options);
  if (!hasLines(whole)) {
    if (!unreadable) tellNoSshd(whole, targets, options);
  } else tellNobody(whole, options);
}

/** Text and Markdown say it themselves. */
function tellAccepted({ accepted }: Report, targets: readonly DiagnoseTarget[], { baseline }: DiagnoseOptions): void {
  const isText = targets.some(({ format }) => format === 'text' || format === 'markdown');
  if (accepted && !isText) tell(`${plural(accepted, 'finding is', 'findings are')} left out, which ${baseline} accepts`);
}

function tellNoSshd({ input }: Report, targets: readonly DiagnoseTarget[], options: DiagnoseOptions): void {
  const bounds = given(['since', 'until', 'host'], options);
  if (bounds !== '' && input.lines > 0) tell(`no line of sshd is within ${bounds}; look at the log without`);
  else if (targets.every((target) => target.format !== 'text')) tell('no line of sshd was found; is this the right log?');
}

/** A name that is mistyped must not pass for one without problems. */
function tellNobody({ connections, findings }: Report, options: DiagnoseOptions): void {
  const whose = given(['user', 'from'], options);
  if (whose !== '' && connections.total === 0 && findings.length === 0) tell(`no connection is within ${whose}; look at the log without`);
}

/** Those of the options that were given, as they are written. */
function given(names: readonly (keyof DiagnoseOptions)[], options: DiagnoseOptions): string {
  return names.filter((name) => options[name] !== undefined).map((name) => `--${name}`).join(' and ');
}
