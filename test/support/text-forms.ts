import { withoutFunction, withoutPlace } from '../../src/messages/prefixes.js';

/** The text as a registry tries it: whole, without a place, without a function name. */
export function formsOf(text: string): string[] {
  const placeless = withoutPlace(text) ?? text;
  return [...new Set([text, placeless, withoutFunction(placeless) ?? placeless])];
}
