import { describe, expect, test } from 'vitest';
import { createLedger } from '../../src/diagnosers/revision.js';
import { addExhibit, noExhibits, removeExhibits, settleExhibits, toEvidence } from '../../src/diagnosers/exhibits.js';
import type { Problem, Proof, ProofLine } from '../../src/diagnosers/diagnoser.js';
import { METAS } from '../../src/diagnosers/metas.js';

const line = (number: number, text = `line ${number}`): ProofLine =>
  ({ file: 'secure', line: number, host: 'server', pid: 634, time: undefined, repeat: 1, raw: text && `server sshd[634]: ${text}`, text });

describe('exhibits', () => {
  test('are the first three and the last two', () => {
    const exhibits = noExhibits();
    for (let i = 1; i <= 9; i++) addExhibit(exhibits, { record: line(i) });
    expect(toEvidence(exhibits).map(({ line: number }) => number)).toEqual([1, 2, 3, 8, 9]);
    expect(exhibits.total).toBe(9);
  });

  test('are shown once, whatever number of connections they prove', () => {
    const exhibits = noExhibits();
    for (const i of [2, 1, 3, 1, 4, 1, 5, 5]) addExhibit(exhibits, { record: line(i) });
    addExhibit(exhibits, { record: { ...line(5), file: 'auth.log' } });
    expect(toEvidence(exhibits).map(({ file, line: number }) => `${file}:${number}`)).toEqual(['secure:2', 'secure:1', 'secure:3', 'secure:5', 'auth.log:5']);
    expect(exhibits.total).toBe(6);
  });

  test('are asked for when they are needed, and taken over when they are settled', () => {
    const exhibits = noExhibits();
    const remembered = new Set([1, 2, 3, 4, 5]);
    for (const i of remembered) addExhibit(exhibits, { record: line(i, ''), recall: () => (remembered.has(i) ? line(i) : undefined) });
    remembered.clear();
    expect(toEvidence(exhibits).map(({ text }) => text)).toEqual(['line 1', 'line 2', 'line 3'].map((text) => `server sshd[634]: ${text}`));
    const settled = noExhibits();
    for (let i = 1; i <= 5; i++) addExhibit(settled, { record: line(i, ''), recall: () => (remembered.has(0) ? undefined : line(i)) });
    settleExhibits(settled);
    remembered.add(0);
    expect(toEvidence(settled).map(({ line: number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  test('name a place where every line is forgotten', () => {
    const exhibits = noExhibits();
    addExhibit(exhibits, { record: line(7, ''), recall: () => undefined });
    expect(toEvidence(exhibits)).toMatchObject([{ file: 'secure', line: 7, text: '' }]);
  });

  test('of one connection can be taken out again, however many lines it has added: what is kept of it has a bound', () => {
    const [meta] = METAS;
    if (!meta) throw new Error('no finding');
    const ledger = createLedger<object>();
    const exhibits = noExhibits();
    const [party, finding] = [{}, {}];
    const add = (number: number, isItsOwn: boolean) => {
      const proof: Proof = { record: line(number) };
      addExhibit(exhibits, proof);
      if (isItsOwn) ledger.note(party, finding, meta, { proofs: [proof] } as unknown as Problem, 1);
    };
    add(1, false);
    for (let i = 2; i < 10_000; i++) add(i, true);
    add(10_000, false);
    const [entry] = ledger.of(party);
    expect(entry?.proofs.map(({ record }) => record.line)).toEqual([2, 3, 4, 9998, 9999]);
    removeExhibits(exhibits, entry?.proofs ?? [], entry?.lines ?? 0);
    expect(toEvidence(exhibits).map(({ line: number }) => number)).toEqual([1, 10_000]);
    expect(exhibits.total).toBe(2);
  });
});
