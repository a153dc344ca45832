import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DIAGNOSERS } from '../../src/diagnosers/index.js';
import { registry } from '../../src/messages/registry.js';
import { check, type Look, Violation } from './check.js';
import { minimize } from './minimize.js';
import { mutate } from './mutate.js';
import { plant } from './plant.js';
import { createRandom, type Random } from './random.js';

/** Seeds are cut to this: many small inputs find more than a few large ones. */
const MAX_BYTES = 24_000;
/** Milliseconds that an input may take: a start, and for each KB. Slower ones are tried at double length. */
const ALLOWED = { start: 300, perKilobyte: 15 };
/** Twice the input may take this many times as long. */
const MAX_GROWTH = 3;
const MAX_MEMORY = 1_500_000_000;
const MINIMIZE = 30_000;

interface Case {
  name: string;
  text: string;
  look: Look;
}

const { values } = parseArgs({ options: {
  seconds: { type: 'string', default: '60' }, seed: { type: 'string' }, captures: { type: 'string' }, output: { type: 'string', default: 'fuzz-failure.log' },
} });
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));

interface Seed {
  name: string;
  text: () => string;
}

function logsIn(directory: string): Seed[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log')).sort()
    .map((name) => ({ name: join(directory, name), text: () => readFileSync(join(directory, name), 'latin1') }));
}

/** Kinds of seeds, each picked as often as the others, however many it has. */
function seedGroups(): Seed[][] {
  const captures = values.captures ?? process.env['SSHLOG_CAPTURES'] ?? '';
  return [logsIn('fixtures'), samples(), ...(captures === '' ? [] : [logsIn(captures)])];
}

/** The samples of the registry as logs: wordings that no log at hand has. */
function samples(): Seed[] {
  const texts = registry.patterns.flatMap((pattern) => pattern.samples.map(({ text, level = 'info' }) => `${level === 'info' ? '' : `${level}: `}${text}`));
  return Array.from({ length: Math.ceil(texts.length / 40) }, (_, i) => ({
    name: `samples ${i}`,
    text: () => texts.slice(i * 40, i * 40 + 40).map((text) => `Nov 20 12:00:00 server sshd[${i + 1}]: ${text}\n`).join(''),
  }));
}

function part(text: string, random: Random): string {
  if (text.length <= MAX_BYTES) return text;
  const start = text.lastIndexOf('\n', random.below(text.length - MAX_BYTES)) + 1;
  return text.slice(start, start + MAX_BYTES);
}

function caseOf(random: Random, groups: readonly Seed[][]): Case {
  const { name, text } = random.pick(random.pick(groups));
  const whole = part(text(), random);
  const planted = random.chance(0.25);
  const look = { planted, redact: random.chance(0.3), chunk: random.pick([1 << 16, 4096, 61]) };
  return { name, text: planted ? plant(whole, random) : mutate(whole, random, part(random.pick(random.pick(groups)).text(), random)), look };
}

/** Milliseconds of processor time: those of the clock depend on who else is at work. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function timed(text: string, look: Look): Promise<number> {
  const start = processorTime();
  await check(text, look);
  return processorTime() - start;
}

/** Now and then an input is repeated this often: what is slow with many lines does not show with few. */
const REPEATED = { times: 12, chance: 0.01 };

/** @throws Violation where twice the input takes much more than twice the time */
async function checkTime(text: string, look: Look, took: number, repeated: boolean): Promise<void> {
  const once = repeated ? `${text}\n`.repeat(REPEATED.times) : text;
  if (!repeated && took <= ALLOWED.start + (ALLOWED.perKilobyte * text.length) / 1024) return;
  const short = Math.min(await timed(once, look), await timed(once, look));
  if (short <= ALLOWED.start) return;
  const long = Math.min(await timed(`${once}\n${once}`, look), await timed(`${once}\n${once}`, look));
  if (long > MAX_GROWTH * short) throw new Violation(`slow: ${once.length} bytes take ${Math.round(short)} ms, twice as many ${Math.round(long)} ms`);
}

async function failure(text: string, look: Look): Promise<Error | undefined> {
  try {
    await check(text, look);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** Failures are the same where they begin with the same words. */
function kind(error: Error | undefined): string | undefined {
  return error instanceof Violation ? error.message.split(/[:\d]/, 1)[0] : `${error?.name}: ${error?.message.slice(0, 60)}`;
}

async function fail({ name, text, look }: Case, error: Error, output: string): Promise<number> {
  console.error(`seed ${seed}, from ${name}: ${error instanceof Violation ? error.message : error.stack}`);
  const small = await minimize(text, async (shorter) => {
    const again = await failure(shorter, look);
    return again !== undefined && kind(again) === kind(error);
  }, MINIMIZE);
  writeFileSync(output, small, 'latin1');
  console.error(`${small.length} bytes that fail are in ${output} (${JSON.stringify(look)}): ${(await failure(small, look))?.message.slice(0, 500)}`);
  return 1;
}

/** @returns exit status */
async function fuzz(seed: number, milliseconds: number, output: string): Promise<number> {
  const random = createRandom(seed);
  const groups = seedGroups();
  const wordings = new Set<string>();
  const codes = new Set<string>();
  const start = performance.now();
  let runs = 0;
  let bytes = 0;
  while (performance.now() - start < milliseconds) {
    const one = caseOf(random, groups);
    try {
      const begin = processorTime();
      const reached = await check(one.text, one.look);
      await checkTime(one.text, one.look, processorTime() - begin, random.chance(REPEATED.chance));
      if (runs % 64 === 0 && process.memoryUsage.rss() > MAX_MEMORY) throw new Violation(`memory: ${process.memoryUsage.rss()} bytes after ${runs} inputs`);
      for (const id of reached.wordings) wordings.add(id);
      for (const code of reached.codes) codes.add(code);
    } catch (error) {
      return await fail(one, error as Error, output);
    }
    runs++;
    bytes += one.text.length;
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(`seed ${seed}: ${runs} inputs, ${(bytes / 1e6).toFixed(1)} MB, ${(runs / seconds).toFixed(0)} a second`);
  console.log(`reached ${wordings.size} of ${registry.patterns.length} messages and ${codes.size} of ${DIAGNOSERS.length} findings`);
  return 0;
}

process.exitCode = await fuzz(seed, Number(values.seconds) * 1000, values.output);
