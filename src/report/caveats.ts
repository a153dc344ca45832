import type { Report } from '../finding.js';
import { printable } from './safe-text.js';
import { assumed, plural } from './wording.js';

function ofSettings({ files = [], trustedNetworks, ignored }: NonNullable<Report['settings']>): string[] {
  const by = files.length === 0 ? '' : ` by ${files.map(printable).join(' and ')}`;
  return [
    ...(trustedNetworks > 0 ? [`${plural(trustedNetworks, 'network is', 'networks are')} trusted${by}: no address of theirs is told as an attacker`] : []),
    ...ignored.map(({ code, count, reason, expires }) =>
      `${plural(count, 'finding')} of ${code} ignored${by}${expires === undefined ? '' : ` until ${expires}`}${reason === undefined ? '' : `: ${printable(reason)}`}`),
  ];
}

/** What the reader of a report has to know before he relies on it. */
export function caveats({ input, accepted, limits, settings }: Report): string[] {
  return [
    ...(accepted ? [`${plural(accepted, 'finding is', 'findings are')} left out, which the baseline accepts`] : []),
    ...(input.truncated > 0 ? [`${plural(input.truncated, 'line was', 'lines were')} longer than the line limit and cut`] : []),
    ...(input.timeAssumed.length > 0
      ? [`the log does not say ${assumed(input.timeAssumed)}: times rest on an assumption`]
      : []),
    ...(limits?.connectionsEndedEarly
      ? [`${plural(limits.connectionsEndedEarly, 'connection')} had to be taken as ended early: too many were open at once`]
      : []),
    ...(limits?.problemsLeftOut ? [`${plural(limits.problemsLeftOut, 'problem was', 'problems were')} left out: too many different ones`] : []),
    ...(settings ? ofSettings(settings) : []),
  ];
}
