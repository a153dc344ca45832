import { type Report, SEVERITIES } from '../../../finding.js';
import { caveats } from '../../caveats.js';
import type { PageData } from '../page-data.js';
import { plural, release, timeSpan } from '../../wording.js';
import { countText } from './count.js';
import { el } from './dom.js';
import { severityIcon } from './severity.js';

const FILES = 2;
const HOSTS = 3;

function files({ input }: Report): string {
  const shown = input.files.slice(0, FILES).map((name) => (name === '-' ? 'standard input' : name)).join(', ');
  return input.files.length > FILES ? `${shown} and ${input.files.length - FILES} more` : shown;
}

/** Each host with the releases that wrote its log: several where it was upgraded, or several share a name. */
function hosts({ servers }: Report): string[] {
  const names = [...new Set(servers.map(({ host }) => host))];
  const said = names.slice(0, HOSTS).map((name) => {
    const own = servers.filter(({ host }) => host === name);
    const releases = [...new Set(own.flatMap(({ openssh }) => release(openssh) ?? []))];
    const levels = [...new Set(own.flatMap(({ logLevel }) => logLevel ?? []))];
    const written = releases.length > 2 ? `${releases.length} releases of OpenSSH` : releases.join(' and ');
    return [name ?? 'server', written, levels.length === 0 ? '' : `LogLevel ${levels.join(' and ')}`].filter((part) => part !== '').join(', ');
  });
  return names.length > HOSTS ? [...said, `${plural(names.length - HOSTS, 'more host')}`] : said;
}

/** The theme of the system, unless the reader wants the other one. */
function themeButton(): HTMLElement {
  const button = el('button', { type: 'button' }, 'Light or dark');
  button.addEventListener('click', () => {
    const { dataset } = document.documentElement;
    const isDark = dataset['theme'] === 'dark' || (dataset['theme'] === undefined && matchMedia('(prefers-color-scheme: dark)').matches);
    dataset['theme'] = isDark ? 'light' : 'dark';
  });
  return button;
}

export function pageHead(report: Report): HTMLElement {
  const { input, tool } = report;
  const print = el('button', { type: 'button' }, 'Print');
  print.addEventListener('click', () => window.print());
  const facts = [
    `${plural(input.lines, 'line')} of ${files(report)}`,
    timeSpan(input.firstTime, input.lastTime) ?? '',
    ...hosts(report),
  ];
  const notes = [
    ...caveats(report).map((caveat) => `${caveat[0]?.toUpperCase()}${caveat.slice(1)}.`),
    ...(input.recognized + input.unknown === 0 ? ['No line of sshd was found.'] : []),
  ];
  return el('header', { class: 'page-head' },
    el('div', {}, el('p', { class: 'brand' }, `${tool.name} ${tool.version}`), el('h1', {}, 'SSH login report'),
      el('ul', { class: 'facts' }, ...facts.filter((fact) => fact !== '').map((fact) => el('li', {}, fact))),
      ...notes.map((note) => el('p', { class: 'note' }, note))),
    el('div', { class: 'controls' }, el('a', { href: '#findings', class: 'button' }, 'Findings'), themeButton(), print));
}

/** The numbers that are asked for first. */
export function numbers({ overview: { outcomes, sources }, severities }: PageData): HTMLElement {
  const total = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const addresses = sources.rows.length + sources.more;
  const failed = total - outcomes.accepted - outcomes.open;
  const tile = (value: number, name: string, icon?: Node, evenMore = false) => el('div', { class: 'tile' },
    el('dt', {}, icon, name), el('dd', {}, countText(value, evenMore)));
  return el('dl', { class: 'tiles' },
    tile(total, total === 1 ? 'connection' : 'connections'),
    tile(outcomes.accepted, 'logged in'),
    tile(failed, 'not logged in'),
    tile(addresses, addresses === 1 ? 'source address' : 'source addresses', undefined, sources.evenMore),
    ...SEVERITIES.map((severity) => {
      const count = severities[severity];
      return tile(count, severity === 'info' || count === 1 ? severity : `${severity}s`, severityIcon(severity));
    }));
}
