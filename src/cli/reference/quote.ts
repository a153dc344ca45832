/** A text as one word of a shell script, for the shells of the Bourne family. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
