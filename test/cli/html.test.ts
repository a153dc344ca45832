import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createHtmlOutput } from '../../src/cli/html-output.js';
import { fixture, scratch, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

let directory = '';
beforeAll(() => {
  directory = scratch();
});
afterAll(() => rmSync(directory, { recursive: true }));

const dataOf = (page: string) => JSON.parse(/id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '') as { report: { findings: { host?: string }[]; connections: object }; overview: { users: { rows: { name: string }[] } } };

describe('--format html', () => {
  test('goes to its file, beside text on standard output', async () => {
    const html = join(directory, 'beside.html');
    const [alone, beside] = await Promise.all([
      sshlog(['diagnose', fixture('two-hosts.log')]), sshlog(['diagnose', '--format', 'text', '--format', `html=${html}`, fixture('two-hosts.log')]),
    ]);
    expect(beside).toEqual(alone);
    expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>\n<html lang="en">.*<\/html>\n$/s);
  });

  test('goes where -o says, and into a pipe', async () => {
    const html = join(directory, 'out.html');
    const [file, pipe, json] = await Promise.all([
      sshlog(['diagnose', '--format', 'html', '-o', html, fixture('two-hosts.log')]), sshlog(['diagnose', '--format', 'html'], { input: readFileSync(fixture('two-hosts.log')) }),
      sshlog(['diagnose', '--format', 'json', fixture('two-hosts.log')]),
    ]);
    expect([file.status, file.stdout, file.stderr, pipe.status]).toEqual([0, '', '', 0]);
    const report = JSON.parse(json.stdout) as object;
    expect(dataOf(readFileSync(html, 'utf8')).report).toEqual(report);
    expect(dataOf(pipe.stdout).report.connections).toEqual((report as { connections: object }).connections);
  });

  test('has the findings that were asked for', async () => {
    const { stdout } = await sshlog(['diagnose', '--format', 'html', '--host', 'alpha', fixture('two-hosts.log')]);
    const { report } = dataOf(stdout);
    expect(new Set(report.findings.map(({ host }) => host))).toEqual(new Set(['alpha']));
  });

  test('never goes to a terminal', () => {
    const { isTTY } = process.stdout;
    process.stdout.isTTY = true;
    try {
      expect(() => createHtmlOutput([{ format: 'html' }], (output) => output)).toThrow('html is a page for a browser, not for a terminal; give it a file, as in --format html=report.html');
      expect(() => createHtmlOutput([{ format: 'text' }, { format: 'html', file: 'x.html' }], (output) => output)).not.toThrow();
    } finally {
      process.stdout.isTTY = isTTY;
    }
  });
});
