/** What has a schema, each imported when it is asked for. */
const SCHEMAS = {
  report: async () => (await import('../../report/schema.js')).reportJsonSchema(),
  finding: async () => (await import('../../report/schema.js')).findingJsonSchema(),
  event: async () => (await import('../../report/event-schema.js')).eventJsonSchema(),
  session: async () => (await import('../../report/session-schema.js')).sessionJsonSchema(),
  stats: async () => (await import('../../report/stats-schema.js')).statsJsonSchema(),
  simulate: async () => (await import('../../report/simulation-schema.js')).simulationJsonSchema(),
  config: async () => (await import('../config/schema.js')).configJsonSchema(),
};

export type SchemaName = keyof typeof SCHEMAS;

/** `sshlog schema NAME`: the JSON Schema of an output, or of the configuration. */
export async function schema(name: SchemaName): Promise<void> {
  process.stdout.write(`${JSON.stringify(await SCHEMAS[name](), null, 2)}\n`);
}
