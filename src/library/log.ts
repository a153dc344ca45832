/**
 * A log: a text; its bytes, whole or in blocks of any size; or strings. Where the first string holds a line feed, strings are pieces of
 * text, cut anywhere; else each is a line. Streams of Node and of the web are such iterables.
 */
export type Log = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
