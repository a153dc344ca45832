import type { Severity } from '../../finding.js';
import type { BaselineOptions } from '../baseline.js';
import type { PatchOptions } from '../patch.js';
import type { Selection } from '../select-findings.js';
import type { SharedOptions } from '../shared-options.js';

/** Options of `sshlog diagnose`. */
export interface DiagnoseOptions extends SharedOptions, Selection, BaselineOptions, PatchOptions {
  failOn: Severity | 'never';
  failOnNoSshd?: boolean;
  follow?: boolean;
}
