/** Exit statuses: part of what scripts rely on. */
export const EXIT = {
  ok: 0,
  findings: 1,
  usage: 2,
  unreadableInput: 3,
  defect: 70,
  /** As a shell says it of a program that is to be run. */
  notExecutable: 126,
  notFound: 127,
  hungUp: 129,
  interrupted: 130,
  quit: 131,
  terminated: 143,
} as const;

/** Wrong usage or configuration: nothing was analyzed. The message is one sentence with the way out. */
export class UsageError extends Error {
  /** @param misspelt a word that is not known, and those that are: the message goes on with the nearest */
  constructor(message: string, readonly misspelt?: { word: string; known: readonly string[] }) {
    super(message);
  }
}
