/** The number in a text as the four characters that it is made of, where they are letters, digits or spaces; else undefined. */
export function plainText(text: string | undefined): string | undefined {
  const digits = /\d{8,10}/.exec(text ?? '')?.[0];
  if (digits === undefined) return undefined;
  const number = Number(digits);
  const characters = [24, 16, 8, 0].map((shift) => String.fromCharCode(Math.floor(number / 2 ** shift) % 256)).join('');
  return /^[A-Za-z0-9 ./-]{4}$/.test(characters) ? characters : undefined;
}
