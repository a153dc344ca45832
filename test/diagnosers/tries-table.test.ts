import { describe, expect, test } from 'vitest';
import { createServer } from '../../src/connections/server.js';
import { createFailuresTable, noFailures } from '../../src/diagnosers/attack/failures.js';
import type { Origin } from '../../src/diagnosers/attack/line-store.js';
import type { Tries } from '../../src/diagnosers/attack/attempts.js';
import { createTriesTable } from '../../src/diagnosers/attack/tries-table.js';
import { createWindows, emptyWindow } from '../../src/diagnosers/attack/window.js';

const server = createServer('server', 'secure');
const origin = { file: 'secure', host: 'server' } as Origin;
const tries = (fields: Partial<Tries> = {}): Tries => ({
  server, ip: '192.0.2.1', port: 50022, user: 'root', client: undefined, countedIn: undefined, blamed: undefined, followed: false,
  time: 1_763_640_000_000, passwords: 3, validUser: true, origin, line: 1, lineTime: 1_763_640_000_123, pid: 634, kept: 7, ...fields,
});
/** Makes a table leave its first room: rows are moved then. */
const MANY = 5000;

describe('the table of tries', () => {
  test.each<[string, Partial<Tries>]>([
    ['ordinary ones', {}],
    ['those without time, port and pid', { time: undefined, lineTime: undefined, port: undefined, pid: undefined }],
    ['numbers that no integer of 32 bits holds', { line: 5_000_000_000, pid: 9_999_999_999, kept: 6_000_000_000 }],
    ['an empty name', { user: '', validUser: false, passwords: 0 }],
    ['who was asked for', { followed: true, client: 'OpenSSH_9.2' }],
  ])('gives back %s, among many others', (_, fields) => {
    const table = createTriesTable();
    const row = table.hold(tries(fields));
    for (let i = 0; i < MANY; i++) table.hold(tries({ user: `user${i}`, line: i }));
    expect(table.read(row)).toEqual(tries(fields));
    expect([table.user(row), table.passwords(row), table.validUser(row)]).toEqual([tries(fields).user, tries(fields).passwords, tries(fields).validUser]);
  });

  test('has one row for all who hold the same, and takes it again once all have let it go', () => {
    const table = createTriesTable();
    const one = tries();
    const row = table.hold(one);
    expect(table.hold(one)).toBe(row);
    table.letGo(row);
    const other = table.hold(tries({ user: 'fred' }));
    expect(other).not.toBe(row);
    expect(table.user(row)).toBe('root');
    table.letGo(row);
    expect(table.hold(tries({ user: 'admin' }))).toBe(row);
    expect([table.user(row), table.user(other)]).toEqual(['admin', 'fred']);
  });

  test('writes anew what is held once more after all had let it go', () => {
    const table = createTriesTable();
    const one = tries();
    table.letGo(table.hold(one));
    const other = table.hold(tries({ user: 'fred' }));
    expect(table.user(table.hold(one))).toBe('root');
    expect(table.user(other)).toBe('fred');
  });

  test('needs no more rows for an endless log than are held at a time', () => {
    const table = createTriesTable();
    const windows = createWindows(table, (passwords) => passwords);
    const window = emptyWindow();
    let highest = 0;
    for (let i = 0; i < MANY; i++) {
      windows.add(window, tries({ line: i }));
      if (window.count > 10) windows.forgetFirst(window);
      highest = Math.max(highest, ...windows.rows(window));
    }
    expect(highest).toBeLessThan(12);
    expect(windows.read(window).map(({ line }) => line)).toEqual(Array.from({ length: 10 }, (_, i) => MANY - 10 + i));
  });
});

describe('a window', () => {
  const seconds = (time: number) => tries({ time: time * 1000, line: time });

  test('forgets what is older than it, in whatever order it came', () => {
    const windows = createWindows(createTriesTable(), (passwords) => passwords);
    const window = emptyWindow();
    for (const time of [100, 20, 110, 30]) windows.add(window, seconds(time));
    windows.add(window, tries({ time: undefined, line: 0 }));
    expect(windows.forgetOld(window, 120_000, 60_000)).toBe(2);
    expect(windows.read(window).map(({ line }) => line)).toEqual([100, 110, 0]);
    expect(window).toMatchObject({ count: 3, weight: 9, oldest: 100_000 });
    expect(windows.forgetOld(window, undefined, 1)).toBe(0);
  });

  test('forgets what is as much newer, where the log has gone back in time', () => {
    const windows = createWindows(createTriesTable(), (passwords) => passwords);
    const window = emptyWindow();
    for (const time of [500, 130, 110]) windows.add(window, seconds(time));
    expect(windows.forgetOld(window, 100_000, 60_000)).toBe(1);
    expect(windows.read(window).map(({ line }) => line)).toEqual([130, 110]);
    expect(window).toMatchObject({ oldest: 110_000, newest: 130_000 });
  });

  test('goes on behind what is left when its last ones or all of them have gone', () => {
    const windows = createWindows(createTriesTable(), (passwords) => passwords);
    const window = emptyWindow();
    for (const time of [100, 20, 30]) windows.add(window, seconds(time));
    expect(windows.forgetOld(window, 120_000, 60_000)).toBe(2);
    windows.add(window, seconds(120));
    expect(windows.read(window).map(({ line }) => line)).toEqual([100, 120]);
    windows.forgetFirst(window);
    expect(window).toMatchObject({ count: 1, weight: 3, oldest: 120_000 });
    expect(windows.forgetOld(window, 300_000, 60_000)).toBe(1);
    expect(window).toEqual(emptyWindow());
    windows.add(window, seconds(301));
    expect(windows.read(window).map(({ line }) => line)).toEqual([301]);
  });

  test('is as new once it is cleared, and others keep what they have of the same', () => {
    const table = createTriesTable();
    const [some, all] = [createWindows(table, () => 1), createWindows(table, () => 1)];
    const [first, second] = [emptyWindow(), emptyWindow()];
    for (let i = 0; i < 3; i++) {
      const one = tries({ line: i });
      some.add(first, one);
      all.add(second, one);
    }
    some.clear(first);
    some.add(first, tries({ line: 9 }));
    expect(some.read(first).map(({ line }) => line)).toEqual([9]);
    expect(all.read(second).map(({ line }) => line)).toEqual([0, 1, 2]);
    all.clear(second);
    expect(second).toEqual(emptyWindow());
  });
});

describe('the failures of an address', () => {
  const failure = (line: number, user = 'root', repeat = 1) => ({ user, time: line * 1000, repeat, kept: line });

  test('are the last ones, beside those of others', () => {
    const table = createFailuresTable(3);
    const [one, other] = [noFailures(), noFailures()];
    for (let i = 0; i < MANY; i++) {
      table.add(one, failure(i, `user${i}`));
      table.add(other, failure(i, 'fred', 2));
    }
    expect(table.within(one, undefined, 0)).toEqual({ passwords: 3, names: 3, lines: [MANY - 3, MANY - 2, MANY - 1] });
    expect(table.within(one, MANY * 1000, 2000)).toEqual({ passwords: 2, names: 2, lines: [MANY - 2, MANY - 1] });
    expect(table.within(other, undefined, 0, 'fred')).toMatchObject({ passwords: 6, names: 1 });
    expect(table.within(other, undefined, 0, 'root')).toEqual({ passwords: 0, names: 0, lines: [] });
  });

  test('are gone once they are cleared', () => {
    const table = createFailuresTable(3);
    const [one, other] = [noFailures(), noFailures()];
    for (let i = 0; i < 3; i++) table.add(one, failure(i));
    table.clear(one);
    expect(one).toEqual(noFailures());
    table.add(other, failure(7, 'fred'));
    table.add(one, failure(8));
    expect(table.within(one, undefined, 0)).toEqual({ passwords: 1, names: 1, lines: [8] });
    expect(table.within(other, undefined, 0)).toEqual({ passwords: 1, names: 1, lines: [7] });
  });
});
