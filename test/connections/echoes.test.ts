import { expect, test } from 'vitest';
import { createConnection, type Connection } from '../../src/connections/connection.js';
import { createEchoes } from '../../src/connections/echoes.js';
import { createHost, type Host } from '../../src/connections/host.js';
import type { LogRecord } from '../../src/events.js';

const SECOND = 1000;

function setUp() {
  const calls: string[] = [];
  const echoes = createEchoes({ onOver: ({ firstLine }) => calls.push(`over ${firstLine}`), onForget: ({ firstLine }) => calls.push(`forget ${firstLine}`) });
  const add = (home: Host, line: number, seconds: number | undefined): Connection => {
    const connection = createConnection(home, { line, time: seconds === undefined ? undefined : seconds * SECOND } as LogRecord);
    echoes.add(connection);
    return connection;
  };
  const settle = (home: Host, seconds: number) => {
    home.time = seconds * SECOND;
    echoes.settle(home.time, home);
    return calls.splice(0);
  };
  return { echoes, add, settle };
}

test('what a connection says after 30 seconds does not count any more; after 60 it is not known', () => {
  const { add, settle } = setUp();
  const host = createHost('server', 'log');
  add(host, 1, 0);
  const second = add(host, 2, 10);
  expect(settle(host, 30)).toEqual([]);
  expect(settle(host, 31)).toEqual(['over 1']);
  second.lastTime = 25 * SECOND;
  expect(settle(host, 55)).toEqual([]);
  expect(settle(host, 61)).toEqual(['over 2', 'forget 1']);
  expect(settle(host, 86)).toEqual(['forget 2']);
});

test('whose clock is behind those of other hosts has as much time by its own', () => {
  const { add, settle } = setUp();
  const [ahead, behind] = [createHost('ahead', 'log'), createHost('behind', 'log')];
  behind.time = 0;
  add(behind, 1, 0);
  expect(settle(ahead, 50)).toEqual([]);
  expect(settle(behind, 5)).toEqual([]);
  expect(settle(behind, 31)).toEqual(['over 1']);
  add(behind, 2, 31);
  expect(settle(ahead, 92)).toEqual(['forget 1', 'forget 2']);
});

test('without times the oldest goes when there are too many, and an endless log leaves nothing behind', () => {
  const { echoes, add, settle } = setUp();
  const host = createHost('server', 'log');
  for (let line = 0; line < 25_000; line++) {
    add(host, line, undefined);
    echoes.settle(undefined, host);
  }
  expect(settle(host, 0)).toHaveLength(15_000);
  expect(echoes.added()).toHaveLength(10_000);
  expect(echoes.added()).toEqual([]);
  const last = add(host, 99_999, undefined);
  expect(echoes.added()).toEqual([last]);
});
