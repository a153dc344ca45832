import * as z from 'zod';
import { THRESHOLD_NAMES, THRESHOLDS } from '../../diagnosers/attack/thresholds.js';
import { METAS } from '../../diagnosers/metas.js';
import { REDACTABLE } from '../../pipeline/redact/pseudonyms.js';
import { parseAddressFilter } from '../address-filter.js';
import { parseThreshold } from '../threshold-option.js';

const severity = z.enum(['error', 'warning', 'info']);

/** A text that the option of the same meaning takes. */
function parsedBy(parse: (text: string) => unknown) {
  return (text: unknown, context: z.RefinementCtx): void => {
    try {
      parse(String(text));
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  };
}

/**
 * Options that a file may set: those that say how a log is read and how a result looks. None that runs a program, reads or writes
 * a file, or picks lines and inputs: a file that somebody else left in a directory could do harm by them, or hide what is there.
 */
const options = z.strictObject({
  color: z.enum(['auto', 'always', 'never']),
  timezone: z.string().describe('such as Europe/Berlin, UTC or +02:00'),
  'line-limit': z.int().min(1024).max(999_999_999).describe('bytes of a line that are kept'),
  jobs: z.int().min(1).max(9999).describe('threads that may be used'),
  openssh: z.string().describe('release that wrote the logs, such as 7.4'),
  redact: z.array(z.enum([...REDACTABLE, 'all'])).min(1),
  severity: severity.describe('only findings of this severity or worse'),
  'fail-on': z.enum([...severity.options, 'never']).describe('exit with 1 where there is a finding of this severity or worse'),
  'fail-on-no-sshd': z.boolean().describe('exit with 1 where the log has no line of sshd'),
  verbose: z.boolean(),
}).partial();

const thresholds = z.strictObject(Object.fromEntries(THRESHOLD_NAMES.map((name) => {
  const value = THRESHOLDS[name].unit === 'duration' ? z.string() : z.int();
  return [name, value.superRefine(parsedBy((text) => parseThreshold(`${name}=${text}`))).describe(THRESHOLDS[name].meaning)];
}))).partial();

const metas = METAS;
const code = z.enum([...new Set(metas.map(({ category }): string => category)), ...metas.map((meta) => meta.code)]);

const ignored = z.strictObject({
  code: code.describe('a code or a category, as sshlog codes lists them'),
  reason: z.string().trim().min(1).describe('why it is no news; the report quotes it'),
  expires: z.iso.date().exactOptional().describe('the last day on which it is ignored (UTC)'),
});

/** What a configuration file holds. */
export const configSchema = z.strictObject({
  $schema: z.string().describe('for editors'),
  options: options.describe('defaults for options of the command line'),
  thresholds: thresholds.describe('from how much on something is an attack; times such as 90s, 30m, 1h or 2d'),
  trustedNetworks: z.array(z.string().superRefine(parsedBy(parseAddressFilter)))
    .describe('addresses or networks (CIDR) that are never told as attackers; their failures are findings like others'),
  knownClients: z.array(z.string().min(1)).describe('software of the clients that are expected, with * for any text: OpenSSH_*; stats lists the others'),
  ignore: z.array(ignored).describe('findings that are no news; they are counted and named with the reason'),
}).partial();

export type Config = z.output<typeof configSchema>;

/** The JSON Schema (draft 2020-12) of a configuration file, for editors. */
export function configJsonSchema(): object {
  return { title: 'Configuration of sshlog', ...z.toJSONSchema(configSchema, { io: 'input' }) };
}
