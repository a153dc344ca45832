/**
 * The formats of each command. They stand apart from the commands, so that the help can name them without loading any; the
 * type of a command's writers says that none of them is forgotten.
 */
export const FORMATS = {
  diagnose: ['text', 'concise', 'json', 'ndjson', 'markdown', 'html', 'sarif', 'junit', 'github', 'gitlab'],
  trace: ['text', 'json', 'markdown'],
  events: ['ndjson', 'text', 'ecs', 'ocsf'],
  sessions: ['text', 'json', 'ndjson', 'csv', 'markdown'],
  stats: ['text', 'json', 'csv', 'markdown'],
  simulate: ['text', 'json', 'ndjson', 'csv', 'markdown'],
} as const;

export type Format<C extends keyof typeof FORMATS> = (typeof FORMATS)[C][number];
