/** Times of the first and the last mention as ISO 8601; those that no line has are left out. */
export function times({ first, last }: { first: number | undefined; last: number | undefined }): { firstSeen?: string; lastSeen?: string } {
  return {
    ...(first !== undefined && { firstSeen: new Date(first).toISOString() }),
    ...(last !== undefined && { lastSeen: new Date(last).toISOString() }),
  };
}
