#!/usr/bin/env node
/**
 * Packs the package, installs it into an empty folder with each version of Node that is named, and tries what a user would: the
 * command line, the examples of README.md and docs/library.md, the types. Needs a build.
 *
 *   npm run check:install [-- NODE...]     paths of node programs; without any, the one that runs this
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { transformSync } from 'esbuild';

const nodes = process.argv.length > 2 ? process.argv.slice(2).map((node) => resolve(node)) : [process.execPath];
const npm = process.env.npm_execpath;
if (npm === undefined) throw new Error('run it by npm: npm run check:install');
const scratch = mkdtempSync(join(tmpdir(), 'sshlog-install-'));
let checks = 0;

function run(node, args, options) {
  const env = { ...process.env, TZ: 'UTC', PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  delete env.FORCE_COLOR;
  return spawnSync(node, args, { encoding: 'utf8', env, input: '', ...options });
}

/** Runs something that has to succeed, and without a word on standard error. @returns what it printed */
function succeed(what, node, args, options) {
  const { status, stdout, stderr, error } = run(node, args, options);
  if (status !== 0 || stderr !== '') throw new Error(`${what}: status ${status}${error ? `, ${error.message}` : ''}\n${stdout}\n${stderr}`);
  checks++;
  return stdout;
}

function same(what, actual, expected) {
  if (actual !== expected) throw new Error(`${what} printed\n${actual}\ninstead of\n${expected}`);
}

function runNpm(node, args, cwd) {
  const { status, stdout, stderr } = run(node, [npm, ...args], { cwd });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: status ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

const library = [...readFileSync('docs/library.md', 'utf8').matchAll(/```ts\n([^]*?)```\n\n```text\n([^]*?)```/g)];
const readme = [...readFileSync('README.md', 'utf8').matchAll(/```console\n\$ sshlog (.*)\n([^]*?)```/g)];

/** An empty folder with the package in it, and copies of the logs that the examples name, as old as these logs are. */
function install(node, tarball, name) {
  const folder = join(scratch, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  runNpm(node, ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], folder);
  cpSync('fixtures', join(folder, 'fixtures'), { recursive: true });
  const written = new Date('2026-11-21');
  for (const path of readdirSync(join(folder, 'fixtures'), { recursive: true }).map((entry) => join(folder, 'fixtures', entry))) {
    if (statSync(path).isFile()) utimesSync(path, written, written);
  }
  return folder;
}

function checkCommandLine(node, folder) {
  const bin = join(folder, 'node_modules/.bin/sshlog');
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  same('--version', succeed('--version', node, [bin, '--version'], { cwd: folder }), `${version}\n`);
  JSON.parse(succeed('schema', node, [bin, 'schema', 'report'], { cwd: folder }));
  for (const archive of readdirSync('fixtures/archives').filter((file) => file.startsWith('lines.'))) {
    succeed(archive, node, [bin, 'diagnose', '-q', join('fixtures/archives', archive)], { cwd: folder });
  }
  for (const [, command, output] of readme) {
    same(`sshlog ${command}`, succeed(command, node, [bin, ...command.split(' ')], { cwd: folder }), output);
  }
}

function checkLibrary(node, folder) {
  for (const [i, [, code, output]] of library.entries()) {
    const file = join(folder, `example-${i + 1}.mjs`);
    writeFileSync(file, transformSync(code, { loader: 'ts' }).code);
    same(`example ${i + 1}`, succeed(`example ${i + 1}`, node, [file], { cwd: folder }), output);
  }
}

/** The examples compile, with the types of Node; and the declarations alone, all of them, without. */
function checkTypes(folder) {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  for (const [i, [, code]] of library.entries()) writeFileSync(join(folder, `example-${i + 1}.mts`), code);
  writeFileSync(join(folder, 'alone.mts'), "export { analyze, createAnalyzer, parseLine, type Report } from 'sshlog';\n");
  const resolutions = { node16: { module: 'node16', moduleResolution: 'node16' }, nodenext: { module: 'nodenext' }, bundler: { module: 'preserve', moduleResolution: 'bundler' } };
  for (const [name, options] of Object.entries(resolutions)) {
    const strict = { target: 'es2023', strict: true, exactOptionalPropertyTypes: true, noEmit: true, ...options };
    const projects = {
      examples: { include: ['example-*.mts'], compilerOptions: { ...strict, lib: ['es2023'], types: ['node'], typeRoots: [resolve('node_modules/@types')], skipLibCheck: true } },
      alone: { include: ['alone.mts'], compilerOptions: { ...strict, lib: ['es2023', 'dom', 'dom.iterable'], types: [], skipLibCheck: false } },
    };
    for (const [project, config] of Object.entries(projects)) {
      const file = join(folder, `tsconfig.${name}.${project}.json`);
      writeFileSync(file, JSON.stringify(config));
      succeed(`types of ${project} (${name})`, process.execPath, [tsc, '-p', file], { cwd: folder });
    }
  }
}

try {
  if (library.length < 5 || readme.length < 3) throw new Error('the examples were not found');
  const [{ filename }] = JSON.parse(runNpm(process.execPath, ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch], '.'));
  for (const [i, node] of nodes.entries()) {
    const version = succeed('node', node, ['--version']).trim();
    const folder = install(node, join(scratch, filename), `node-${i}`);
    checkCommandLine(node, folder);
    checkLibrary(node, folder);
    if (i === 0) checkTypes(folder);
    console.log(`installed and tried with Node ${version}`);
  }
  console.log(`${checks} checks in ${nodes.length} installations: all good`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
