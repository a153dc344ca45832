/** Takes away what the failure does not need: halves, quarters, … of the lines, then of the bytes. */
export async function minimize(text: string, fails: (text: string) => Promise<boolean>, budget: number): Promise<string> {
  const end = performance.now() + budget;
  const lines = await reduce(text.split('\n'), (parts) => fails(parts.join('\n')), end);
  const shorter = lines.join('\n');
  return shorter.length > 20_000 ? shorter : (await reduce(Array.from(shorter), (parts) => fails(parts.join('')), end)).join('');
}

async function reduce(parts: string[], fails: (parts: string[]) => Promise<boolean>, end: number): Promise<string[]> {
  let kept = parts;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length && performance.now() < end;) {
      const without = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (await fails(without)) kept = without;
      else at += size;
    }
  }
  return kept;
}
