/** The four bytes of a number, the most significant first, as characters. */
export function charactersOf(number: number): string {
  return String.fromCharCode(...[24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256));
}

/** A length as the four characters that it is made of, where they are letters, digits or the like; else undefined. */
export function lengthAsText(length: number): string | undefined {
  const characters = charactersOf(length);
  return /^[A-Za-z0-9 !./-]{4}$/.test(characters) ? characters : undefined;
}

/** The same of the number that stands in a text. */
export function plainText(text: string | undefined): string | undefined {
  const digits = /\d{8,10}/.exec(text ?? '')?.[0];
  return digits === undefined ? undefined : lengthAsText(Number(digits));
}
