import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { topics } from '../../src/messages/topics.js';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import { toEventJson } from '../../src/pipeline/event-json.js';
import type { EventJson } from '../../src/report/event-ndjson.js';
import { eventJsonSchema, eventSchema } from '../../src/report/event-schema.js';
import { LATEST } from '../support/analyze-file.js';
import { captures, haveCaptures, NEEDS_CAPTURES } from '../support/captures.js';

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(eventJsonSchema());
/** Fields that the schema does not know fail as well. */
const strict = eventSchema.strict();

/** What the schema says against the events of a log, each complaint once. */
function problems(path: string): { events: number; problems: string[] } {
  const found = new Set<string>();
  let events = 0;
  const look = (event: EventJson) => {
    events += 1;
    const { type } = event;
    const { error } = strict.safeParse(event);
    for (const issue of error?.issues ?? []) found.add(`${type} ${issue.path.join('.')}: ${issue.message}`);
    const isValid: boolean = validate(event);
    if (!isValid) for (const { instancePath, message } of validate.errors ?? []) found.add(`${type} ${instancePath}: ${message}`);
  };
  const analyzer = createAnalyzer({ diagnosers: [], onEvent: (event) => look(toEventJson(event)) });
  const input = analyzer.open(path, LATEST);
  const lines = readFileSync(path, 'latin1').split('\n');
  lines.forEach((line, i) => input.line(line, i + 1, false));
  input.end(0);
  analyzer.report('');
  return { events, problems: [...found] };
}

describe('the schema of an event', () => {
  const patterns = topics.flat();

  it.each(patterns)('holds for the samples of $id', ({ emits, samples }) => {
    for (const { fields } of samples) {
      const event = toEventJson({ type: emits, fields, record: { line: 1, file: '-', process: 'sshd', preauth: false, timeAssumed: [], repeat: 1 } } as never);
      expect(strict.safeParse(event).error?.issues ?? []).toEqual([]);
      expect(validate(event) || validate.errors).toBe(true);
    }
  });

  it('holds for the events of all fixtures', () => {
    const logs = readdirSync('fixtures', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.log'));
    const found = logs.map((path) => problems(join('fixtures', path)));
    expect(found.flatMap((one) => one.problems)).toEqual([]);
    expect(found.reduce((sum, { events }) => sum + events, 0)).toBeGreaterThan(5000);
  });

  it('holds for a counter that is no safe integer any more', () => {
    const event = { line: 1, file: '-', process: 'sshd', type: 'session.ended', preauth: false, sent: Number('99999999999999999999'), received: 4 };
    expect(strict.safeParse(event).error?.issues ?? []).toEqual([]);
    expect(validate(event) || validate.errors).toBe(true);
  });

  it('refuses what is no event', () => {
    const event = { line: 1, file: '-', process: 'sshd', type: 'unknown', preauth: false, text: 'x' };
    const isValid = (change: object) => validate({ ...event, ...change });
    expect(isValid({})).toBe(true);
    expect(isValid({ ofLaterVersions: 1 })).toBe(true);
    for (const change of [{ line: 0 }, { line: '1' }, { type: undefined }, { time: 'yesterday' }, { port: '22' }, { ip: null }, { clientOffer: 'aes' }, { key: 'x' }]) {
      expect([change, isValid(change)]).toEqual([change, false]);
    }
  });
});

const all = captures(/./);
const releases = [...new Set(all.map(({ name }) => name.split('/')[0] ?? ''))];

describe.skipIf(!haveCaptures)(`the schema of an event holds for every capture${NEEDS_CAPTURES}`, () => {
  it.each(releases)('%s', { timeout: 120_000 }, (release) => {
    const found = all.filter(({ name }) => name.startsWith(`${release}/`)).map(({ log }) => problems(log));
    expect([...new Set(found.flatMap((one) => one.problems))]).toEqual([]);
    expect(found.reduce((sum, { events }) => sum + events, 0)).toBeGreaterThan(1000);
  });
});
