import type { Share } from '../../diagnosers/collector.js';
import type { Finding } from '../../finding.js';

type Name = keyof Finding;

/** A finding on its way to another thread: what is there already, and in which order everything stands. */
interface CrossingFinding {
  names: Name[];
  values: Partial<Finding>;
}

/** A share on its way to another thread. What takes long to make of a finding stays behind until it is asked for. */
export type CrossingShare = Omit<Share, 'findings'> & { findings: CrossingFinding[] };

/** To send it. */
export function leave({ findings, ...rest }: Share): CrossingShare {
  return {
    ...rest,
    findings: findings.map((finding) => {
      const parts = Object.entries(Object.getOwnPropertyDescriptors(finding)) as [Name, PropertyDescriptor][];
      return { names: parts.map(([name]) => name), values: Object.fromEntries(parts.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]]))) };
    }),
  };
}

/** What did not cross with a finding. */
export function restOf(finding: Finding): Partial<Finding> {
  const parts = Object.entries(Object.getOwnPropertyDescriptors(finding)) as [Name, PropertyDescriptor][];
  return Object.fromEntries(parts.flatMap(([name, { get }]) => (get ? [[name, finding[name]]] : [])));
}

/** @param ask for the rest of a finding, by its place in the list; once for each at most */
export function arrive({ findings, ...rest }: CrossingShare, ask: (at: number) => Partial<Finding>): Share {
  return {
    ...rest,
    findings: findings.map(({ names, values }, at) => {
      let asked: Partial<Finding> | undefined;
      const finding = {};
      for (const name of names) {
        if (Object.hasOwn(values, name)) Object.defineProperty(finding, name, { enumerable: true, configurable: true, writable: true, value: values[name] });
        else Object.defineProperty(finding, name, { enumerable: true, configurable: true, get: () => (asked ??= ask(at))[name] });
      }
      return finding as Finding;
    }),
  };
}
