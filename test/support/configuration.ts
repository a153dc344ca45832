import { readFileSync, writeFileSync } from 'node:fs';
import { type Configuration, type ConfigurationSource, readConfiguration } from '../../src/configuration/index.js';
import type { Edit } from '../../src/finding.js';
import { matchesPattern } from '../../src/configuration/patterns.js';

/** A file system that holds these files only. */
export function filesOf(files: Readonly<Record<string, string>>): ConfigurationSource {
  return {
    read(path) {
      const text = files[path];
      if (text === undefined) throw new Error('there is no such file');
      return text;
    },
    glob: (pattern) => Object.keys(files).filter((path) => matchesPattern(path, pattern)),
  };
}

/** The configuration that these texts make; the main file is /etc/ssh/sshd_config. */
export function configurationOf(main: string, included: Readonly<Record<string, string>> = {}, release?: string): Configuration {
  const path = '/etc/ssh/sshd_config';
  return readConfiguration(path, filesOf({ ...included, [path]: main }), release);
}

/** Makes the edits of a fix, each counted in the file as it was. */
export function applyEdits(edits: readonly Edit[]): void {
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const lines = readFileSync(file, 'latin1').split('\n');
    if (lines.at(-1) === '') lines.pop();
    const ofFile = edits.filter((edit) => edit.file === file).toSorted((a, b) => b.line - a.line);
    for (const edit of ofFile) {
      if (edit.replaces !== undefined && lines[edit.line - 1] !== edit.replaces) throw new Error(`${edit.replaces} does not stand in line ${edit.line} of ${file}`);
      lines.splice(edit.line - 1, edit.replaces === undefined ? 0 : 1, ...edit.lines);
    }
    writeFileSync(file, `${lines.join('\n')}\n`, 'latin1');
  }
}
