import { SEVERITIES, type Finding, type Severity } from '../../../finding.js';
import { el, newId } from './dom.js';
import type { Filter } from './filter.js';
import { severityIcon } from './severity.js';

/** Names that a field suggests. */
const SUGGESTIONS = 200;

export interface Filters {
  element: HTMLElement;
  current(): Filter;
  /** Sees only what has this user or address. */
  set(field: 'user' | 'address', value: string): void;
}

function field(label: string, control: HTMLElement): HTMLElement {
  const id = newId();
  control.id = id;
  return el('div', { class: 'field' }, el('label', { for: id }, label), control);
}

function choice(label: string, all: string, names: readonly string[]): [HTMLElement, HTMLSelectElement] {
  const control = el('select', {}, el('option', { value: '' }, all), ...names.map((name) => {
    const option = el('option', {}, name);
    // An attribute would be escaped: the value has to be the name as it is.
    option.value = name;
    return option;
  }));
  return [field(label, control), control];
}

function input(label: string, names: Iterable<string>): [HTMLElement, HTMLInputElement] {
  const id = newId();
  const control = el('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', list: id });
  const element = field(label, control);
  element.append(el('datalist', { id }, ...[...new Set(names)].slice(0, SUGGESTIONS).map((name) => el('option', { value: name }))));
  return [element, control];
}

/** What to see of the findings. @param changed is called behind each change */
export function createFilters(findings: readonly Finding[], changed: () => void): Filters {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const hosts = [...new Set(findings.flatMap(({ host }) => host ?? []))].sort();
  const counts = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const boxes = SEVERITIES.filter((severity) => counts(severity) > 0).map((severity) => {
    const box = el('input', { type: 'checkbox', checked: true, name: severity });
    return { severity, box, element: el('label', { class: 'check' }, box, severityIcon(severity), `${severity} `, el('span', { class: 'count' }, String(counts(severity)))) };
  });
  const [codeField, code] = choice('Code', 'all', codes);
  const [hostField, host] = choice('Host', 'all', hosts);
  const [userField, user] = input('User', findings.flatMap(({ users }) => users.map(({ name }) => name)));
  const [addressField, address] = input('Address', findings.flatMap(({ sources }) => sources.map(({ ip }) => ip)));
  const text = el('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' });
  const reset = el('button', { type: 'button' }, 'Reset');
  const fields = [user, address, text];

  const element = el('form', { class: 'filters', role: 'search', 'aria-label': 'Findings' },
    el('fieldset', {}, el('legend', {}, 'Severity'), ...boxes.map((box) => box.element)), codeField, hostField, userField, addressField, field('Search', text), reset);
  element.addEventListener('submit', (event) => event.preventDefault());
  element.addEventListener('input', changed);
  reset.addEventListener('click', () => {
    for (const { box } of boxes) box.checked = true;
    for (const control of [code, host, ...fields]) control.value = '';
    changed();
  });
  return {
    element,
    current: () => ({
      severities: new Set(boxes.filter(({ box }) => box.checked).map(({ severity }) => severity)),
      code: code.value, host: host.value, user: user.value.trim(), address: address.value.trim(), text: text.value.trim(),
    }),
    set(name, value) {
      (name === 'user' ? user : address).value = value;
      changed();
    },
  };
}
