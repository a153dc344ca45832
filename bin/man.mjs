#!/usr/bin/env node
/** Writes the manual, man/*.1, from the definitions that also make --help and completion. Needs a build. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createProgram } from '../dist/cli/program.js';
import { describeCommandLine } from '../dist/cli/reference/command-line.js';
import { manPages } from '../dist/cli/reference/man-page.js';
import { vocabulary } from '../dist/cli/reference/vocabulary.js';
import { version } from '../dist/version.js';

rmSync('man', { recursive: true, force: true });
mkdirSync('man');
for (const [name, page] of manPages(describeCommandLine(createProgram(version()), vocabulary()))) writeFileSync(`man/${name}`, page);
