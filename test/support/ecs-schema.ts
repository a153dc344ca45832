import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';

interface Schema {
  fields: Record<string, string>;
  required: string[];
  values: Record<string, string[]>;
  expectedEventTypes: Record<string, string[]>;
}

const schema = JSON.parse(readFileSync('fixtures/schemas/ecs.json', 'utf8')) as Schema;

const TYPES: Record<string, (value: unknown) => boolean> = {
  date: (value) => typeof value === 'string' && value === new Date(value).toISOString(),
  ip: (value) => typeof value === 'string' && isIP(value) > 0,
  keyword: (value) => typeof value === 'string' && value !== '',
  long: (value) => Number.isSafeInteger(value),
  match_only_text: (value) => typeof value === 'string' && value !== '',
};

/** What keeps a document from being one of ECS; nothing is said of our own fields, which stand under a capital. */
export function ecsProblems(document: object): string[] {
  const found = [...leaves(document)];
  const present = new Map(found);
  const problems = schema.required.filter((name) => !present.has(name)).map((name) => `${name} is missing`);
  for (const [name, value] of found) {
    const type = schema.fields[name];
    const values = Array.isArray(value) ? (value as unknown[]) : [value];
    if (type === undefined) problems.push(`${name} is no field`);
    else if (type.endsWith('[]') !== Array.isArray(value)) problems.push(`${name} is ${type}`);
    else if (!values.every((one) => TYPES[type.replace('[]', '')]?.(one))) problems.push(`${name} is no ${type}: ${JSON.stringify(value)}`);
    const allowed = schema.values[name];
    if (allowed && !values.every((one) => allowed.includes(one as string))) problems.push(`${name} is not allowed: ${JSON.stringify(value)}`);
  }
  for (const category of (present.get('event.category') ?? []) as string[]) {
    const types = present.get('event.type') as string[];
    const expected = schema.expectedEventTypes[category];
    if (!expected || !types.every((type) => expected.includes(type))) problems.push(`${category} has no ${types.join()}`);
  }
  return problems;
}

function* leaves(value: object, path = ''): Generator<[string, unknown]> {
  for (const [name, inner] of Object.entries(value)) {
    if (path === '' && /^[A-Z]/.test(name)) continue;
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) yield* leaves(inner as object, `${path}${name}.`);
    else yield [`${path}${name}`, inner];
  }
}
