/** Exit statuses: part of what scripts rely on. */
export const EXIT = {
  ok: 0,
  findings: 1,
  usage: 2,
  unreadableInput: 3,
  defect: 70,
  interrupted: 130,
  terminated: 143,
} as const;

/** Wrong usage or configuration: nothing was analyzed. The message is one sentence with the way out. */
export class UsageError extends Error {}
