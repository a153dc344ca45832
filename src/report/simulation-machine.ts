import type { SimulatedClient, SimulatedLogin, Simulation } from '../simulate/simulation.js';
import { csvRow } from './csv.js';
import { safeJson } from './safe-json.js';
import { where } from './simulation-words.js';

/** The simulation as one JSON document of the form `sshlog.simulate/1`. */
export function formatSimulationJson(simulation: Simulation): string {
  return `${safeJson(simulation, 2)}\n`;
}

/** One client or login a line, told apart by `type`. */
export function formatSimulationNdjson({ clients, logins }: Simulation): string {
  return [
    ...clients.map((client) => ({ type: 'client', ...client })),
    ...logins.map((login) => ({ type: 'login', ...login })),
  ].map((row) => `${safeJson(row)}\n`).join('');
}

type Row = { client: SimulatedClient; login?: undefined } | { login: SimulatedLogin; client?: undefined };

const COLUMNS: Record<string, (row: Row) => string | number | undefined> = {
  type: ({ client }) => (client ? 'client' : 'login'),
  verdict: ({ client, login }) => (client ?? login).verdict,
  today: ({ client }) => client?.today,
  host: ({ client, login }) => (client ?? login).host,
  client: ({ client }) => client?.client,
  users: ({ client, login }) => login?.user ?? client?.users.map(({ name }) => name).join(' '),
  sources: ({ client, login }) => (client ?? login).sources.map(({ name }) => name).join(' '),
  connections: ({ client, login }) => (client ?? login).count,
  logins: ({ client, login }) => client?.logins ?? login?.count,
  methods: ({ login }) => login?.methods.join(' '),
  key_type: ({ login }) => login?.key?.type,
  first_seen: ({ client, login }) => (client ?? login).firstSeen,
  last_seen: ({ client, login }) => (client ?? login).lastSeen,
  failing_list: ({ client }) => client?.failures.map(({ kind, direction }) => `${kind} ${direction}`).join(', '),
  reason: ({ client, login }) => (login ? login.reasons.map(({ text }) => text).join('; ') : client.unknowns.join(' ')),
  set_by: ({ client, login }) => (client ? client.failures.map(({ setting }) => setting) : login.reasons.map(({ setting }) => setting)).map((setting) => `${setting.keyword} ${where(setting)}`).join(', '),
  kex: ({ client }) => client?.after.kex,
  hostkey: ({ client }) => client?.after.hostkey,
  cipher: ({ client }) => client && pair(client.after['cipher-ctos'], client.after['cipher-stoc']),
  mac: ({ client }) => client && pair(client.after['mac-ctos'], client.after['mac-stoc']),
  compression: ({ client }) => client && pair(client.after['compression-ctos'], client.after['compression-stoc']),
  exception: ({ client }) => client?.exceptions.flatMap(({ lines = [] }) => lines).join('; '),
  file: ({ client, login }) => (client ?? login).evidence.file,
  line: ({ client, login }) => (client ?? login).evidence.line,
};

/** Client to server and server to client, once where they are equal. */
function pair(ctos: string | undefined, stoc: string | undefined): string {
  return [...new Set([ctos, stoc])].filter((name) => name !== undefined).join(' ');
}

/** A table by RFC 4180, the names of its columns first. */
export function formatSimulationCsv({ clients, logins }: Simulation): string {
  const rows: Row[] = [...clients.map((client): Row => ({ client })), ...logins.map((login): Row => ({ login }))];
  return csvRow(Object.keys(COLUMNS)) + rows.map((row) => csvRow(Object.values(COLUMNS).map((column) => column(row)))).join('');
}
