/**
 * JSON escapes C0 and lone surrogates. DEL, C1 controls and everything that has no column of its own it leaves as they are,
 * and a terminal that shows the JSON obeys them. Runners of CI obey `##[…]`, `##vso[…]` and `##teamcity[…]` anywhere in a line.
 */
const UNSAFE_IN_JSON = /[\x7f-\x9f]|[\p{Cf}\p{Zl}\p{Zp}]|#(?=#(?:vso|teamcity)?\[)/giu;

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** `value` as JSON that no terminal obeys; parsed, it is the same value. Indented by `indent` spaces, or on one line. */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNSAFE_IN_JSON, escapeUnits);
}
