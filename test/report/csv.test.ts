import { describe, expect, it } from 'vitest';
import { csvRow } from '../../src/report/csv.js';

describe('a row of CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['-x', "'-x"],
    [' =1+1', "' =1+1"],
    ['x;=cmd|calc', "x;'=cmd|calc"],
    ['x; @SUM(1)', "x;' @SUM(1)"],
    ['＝1+1', "'＝1+1"],
    ['a;b-c=d', 'a;b-c=d'],
    ['say "x", y', '"say ""x"", y"'],
  ])('has %j as %j', (value, cell) => {
    expect(csvRow([1, value, undefined])).toBe(`1,${cell},\r\n`);
  });
});
