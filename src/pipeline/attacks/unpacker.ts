import type { Server } from '../../connections/server.js';
import { createNames } from '../../connections/text.js';
import type { Tries } from '../../diagnosers/attack/attempts.js';
import { type Origin, recordFrom } from '../../diagnosers/attack/line-store.js';
import { asInteger } from '../../diagnosers/columns.js';
import type { AttemptsTo } from './side.js';
import { ABSENT, type Chunk, KIND, type PackedLogin } from './packer.js';

/** Tells what stands in the chunks of one packer, in order, as it was told there. */
export function createAttemptUnpacker({ taker, lines }: AttemptsTo): (chunk: Chunk) => void {
  const origins: Origin[] = [];
  const servers: Server[] = [];
  // Each string comes as a copy of its own.
  const ownName = createNames();
  let chunk: Chunk;
  let at = 0;
  let strings = 0;
  let objects = 0;

  const number = () => asInteger(chunk.numbers[at++] ?? 0);
  const string = () => chunk.strings[strings++] ?? '';
  const object = () => chunk.objects[objects++];

  function unlessAbsent(): number | undefined {
    const it = number();
    return it === ABSENT ? undefined : it;
  }

  function time(): number | undefined {
    const it = number();
    return Number.isNaN(it) ? undefined : it;
  }

  function named<T>(known: T[]): T {
    const it = number();
    if (it >= 0) return known[it] as T;
    const thing = object() as T;
    known[~it] = thing;
    return thing;
  }

  /** Numbers and strings in the order of the packer. */
  function tell(kind: number): void {
    switch (kind) {
      case KIND.line: {
        const origin = named(origins);
        const raw = string();
        const rest = { raw, line: number(), time: time(), pid: unlessAbsent(), repeat: number() };
        const textStart = unlessAbsent();
        const length = number();
        lines.keep(recordFrom(origin, { ...rest, text: textStart === undefined ? string() : raw.slice(textStart, textStart + length) }), origin);
        break;
      }
      case KIND.failed:
        taker.failed({ origin: named(origins), time: time(), repeat: number(), kept: number(), ip: string(), user: ownName(string()) });
        break;
      case KIND.accepted: {
        const server = number() === 1 ? named(servers) : undefined;
        const { party, ...login } = object() as PackedLogin;
        taker.accepted({ ...login, party: party && server && { ...party, server } });
        break;
      }
      case KIND.inVain: {
        const tries: Tries = {
          server: named(servers), ip: string(), user: ownName(string()), client: undefined, countedIn: undefined, blamed: undefined,
          origin: named(origins), port: unlessAbsent(), time: time(), passwords: number(), validUser: number() === 1, followed: number() === 1,
          line: number(), lineTime: time(), pid: unlessAbsent(), kept: number(),
        };
        if (number() === 1) tries.client = ownName(string());
        taker.inVain(tries);
        break;
      }
      case KIND.server:
        Object.assign(servers[number()] as Server, object());
        break;
    }
  }

  return (next) => {
    chunk = next;
    at = strings = objects = 0;
    while (at < chunk.length) tell(number());
  };
}
