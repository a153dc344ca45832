import { decodeClientTexts, decodeTexts } from '../connections/decode-event.js';
import type { Server } from '../connections/server.js';
import type { SshEvent } from '../events.js';
import type { ClientEvent } from '../events/client/index.js';
import type { Pattern } from '../messages/define.js';
import { createAddresses } from './redact/addresses.js';
import { changesEvents, redactEvent } from './redact/event.js';
import { leavesOf } from './redact/fields.js';
import { redactConfigurationLine } from './redact/configuration.js';
import { createNames } from './redact/names.js';
import { createRedactOutput, type RedactOutput } from './redact/output.js';
import type { Redactable } from './redact/pseudonyms.js';
import { addVocabulary } from './redact/words.js';

/**
 * Pseudonyms in place of who is in a log. Names are replaced as soon as an event is decoded, so that nothing to the right
 * of it ever sees them, in whatever sentence or command it may use them. Addresses are replaced in what is printed: which
 * network they are of, and whether it is loopback, decides findings.
 */
export interface Redaction {
  /** Decodes the texts of an event and replaces names, in place. */
  decode(event: SshEvent, server: Server, pattern: Pattern | undefined): void;
  /** Decodes the texts of an event of a client's log and replaces names, in place. @param vocabulary messages whose words are nobody's name */
  client(event: ClientEvent, pattern: Pattern | undefined, vocabulary: readonly Pattern[]): void;
  user(name: string): string;
  host(name: string | undefined): string | undefined;
  /** A text with the names behind its pseudonyms: for what has to be the same in every run. */
  restore(text: string): string;
  /** A line of sshd_config, or a text that quotes some of it, without the names in it. */
  configurationLine(text: string): string;
  /** What is about to be printed. To be called once for each object. */
  output: RedactOutput;
}

export function createRedaction(classes: Iterable<Redactable>): Redaction {
  const names = createNames(new Set(classes));
  const changes = changesEvents(names);
  let knowsClient = false;
  return {
    decode(event, server, pattern) {
      const raw = changes ? new Map(leavesOf(event.fields)) : undefined;
      decodeTexts(event, server);
      if (raw) redactEvent(event, pattern, raw, names);
    },
    client(event, pattern, vocabulary) {
      const raw = changes ? new Map(leavesOf(event.fields)) : undefined;
      decodeClientTexts(event);
      if (!raw) return;
      if (!knowsClient) addVocabulary(vocabulary);
      knowsClient = true;
      redactEvent(event, pattern, raw, names);
    },
    user: names.user,
    host: (name) => (name === undefined ? undefined : names.host(name)),
    restore: (text) => text.replace(/\b(user|host|id)-\d+\b/g, (pseudonym, kind: 'user' | 'host' | 'id') => names.tables[kind].nameOf(pseudonym) ?? pseudonym),
    configurationLine: (text) => redactConfigurationLine(text, names),
    output: createRedactOutput(names, createAddresses()),
  };
}
