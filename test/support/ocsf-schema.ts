import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';

interface Shape {
  required: string[];
  attributes: string[];
  atLeastOne?: string[];
}

interface EventClass extends Shape {
  caption: string;
  category_uid: number;
  activities: Record<string, string>;
}

interface Schema {
  types: Record<string, { base: string; maxLength?: number; format?: 'ip'; range?: [number, number] }>;
  dictionary: Record<string, string>;
  siblings: Record<string, { sibling: string; enum: Record<string, string> }>;
  classes: Record<string, EventClass>;
  objects: Record<string, Shape>;
}

type Attributes = Readonly<Record<string, unknown>>;

const schema = JSON.parse(readFileSync('fixtures/schemas/ocsf.json', 'utf8')) as Schema;
const OTHER = 99;

/** What keeps an event from being one of its class. */
export function ocsfProblems(event: object): string[] {
  const attributes = event as Attributes;
  const base = schema.classes['0'];
  const own = schema.classes[String(attributes.class_uid)];
  if (!base || !own) return [`class_uid ${String(attributes.class_uid)} is no class`];
  const shape = { ...own, required: [...base.required, ...own.required], attributes: [...base.attributes, ...own.attributes] };
  const { class_uid: uid, activity_id: activity, type_uid: type } = attributes as Record<string, number>;
  const activities = { ...base.activities, ...own.activities };
  return [
    ...shapeProblems(attributes, shape, ''),
    ...(attributes.class_name === own.caption ? [] : ['class_name']),
    ...(attributes.category_uid === own.category_uid ? [] : ['category_uid']),
    ...(type === (uid ?? 0) * 100 + (activity ?? 0) ? [] : ['type_uid']),
    ...captionProblems(attributes, 'activity_id', 'activity_name', activities),
    ...Object.entries(schema.siblings).flatMap(([id, { sibling, enum: captions }]) => captionProblems(attributes, id, sibling, captions)),
  ];
}

/** The number is one of the list and its word the one for it; the word of 99 is the source's own. */
function captionProblems(attributes: Attributes, id: string, sibling: string, captions: Record<string, string>): string[] {
  const number = attributes[id];
  const word = attributes[sibling];
  if (number === undefined) return word === undefined ? [] : [`${sibling} without ${id}`];
  const caption = captions[String(number)];
  if (caption === undefined) return [`${id} ${String(number)} is no value of it`];
  if (number === OTHER) return typeof word === 'string' && word !== caption ? [] : [`${sibling} does not say what it is`];
  return word === caption ? [] : [`${sibling} ${String(word)} is not ${caption}`];
}

function shapeProblems(attributes: Attributes, { required, attributes: optional, atLeastOne }: Shape, path: string): string[] {
  const names = Object.keys(attributes);
  return [
    ...required.filter((name) => attributes[name] === undefined).map((name) => `${path}${name} is missing`),
    ...(atLeastOne && !names.some((name) => atLeastOne.includes(name)) ? [`${path} has none of ${atLeastOne.join()}`] : []),
    ...names.flatMap((name) => {
      if (!required.includes(name) && !optional.includes(name)) return [`${path}${name} is no attribute`];
      return typeProblems(attributes[name], schema.dictionary[name], `${path}${name}`);
    }),
  ];
}

function typeProblems(value: unknown, type: string | undefined, path: string): string[] {
  const object = schema.objects[type ?? ''];
  if (object) return typeof value === 'object' ? shapeProblems(value as Attributes, object, `${path}.`) : [`${path} is no ${type}`];
  const simple = schema.types[type ?? ''];
  if (!simple) return [`${path} is not in the dictionary`];
  const actual = Number.isSafeInteger(value) ? 'integer' : typeof value;
  if (actual !== simple.base) return [`${path} is no ${type}`];
  if (typeof value === 'string' && value.length > (simple.maxLength ?? Infinity)) return [`${path} is too long`];
  if (simple.format === 'ip' && isIP(value as string) === 0) return [`${path} is no address`];
  const [least, most] = simple.range ?? [-Infinity, Infinity];
  return typeof value === 'number' && (value < least || value > most) ? [`${path} is out of range`] : [];
}
