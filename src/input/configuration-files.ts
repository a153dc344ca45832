import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MAX_FILE_BYTES } from '../configuration/read.js';
import type { ConfigurationSource } from '../configuration/types.js';
import { glob } from './glob.js';

const BLOCK = 65_536;

/**
 * The files of the configuration of a server, as ROOT/etc/ssh/… stands on this disk: what it names from the root on is
 * looked for under ROOT, so that the collected files of another machine are never mixed with those of this one.
 * @param path of the main file
 */
export function configurationFiles(path: string): ConfigurationSource {
  const root = configurationRoot(path);
  return { read: (file) => (file === path ? read(file) : readIncluded(file)), glob: (pattern) => glob(pattern, root) };
}

/** A directory that a pattern names beside files is an empty file to sshd; for a pipe it would wait, perhaps for ever. */
function readIncluded(path: string): string {
  const found = statSync(path);
  if (found.isFIFO()) throw new Error('it is a pipe');
  return found.isDirectory() ? '' : read(path);
}

/** The directory that stands for the root of the machine whose main file this is; without a slash at its end. */
export function configurationRoot(path: string): string {
  return rootOf(path) ?? rootOf(resolve(path)) ?? '';
}

/** `fixtures/etc/ssh/sshd_config` is of the root `fixtures`, `etc/ssh/sshd_config` of `.`, and /etc/ssh/sshd_config of ``. */
function rootOf(path: string): string | undefined {
  const root = /^(.*?)(?<![^/])etc\/ssh\//s.exec(path)?.[1];
  return root === '' ? '.' : root?.replace(/\/$/, '');
}

/** What came through pipes: they give it once, and a configuration is read again when the release is known. */
const piped = new Map<string, string>();

/** A file, or `-` for standard input. No more of it than makes it too large: it may be endless. */
function read(path: string): string {
  const known = piped.get(path);
  if (known !== undefined) return known;
  const file = path === '-' ? 0 : openSync(path, 'r');
  try {
    const text = readOpen(file);
    if (!fstatSync(file).isFile() || file === 0) piped.set(path, text);
    return text;
  } finally {
    if (file !== 0) closeSync(file);
  }
}

function readOpen(file: number): string {
  const blocks: Buffer[] = [];
  for (let length = 0; length <= MAX_FILE_BYTES;) {
    const block = Buffer.allocUnsafe(BLOCK);
    const got = readSync(file, block);
    if (got === 0) break;
    blocks.push(block.subarray(0, got));
    length += got;
  }
  return Buffer.concat(blocks).toString('latin1');
}
