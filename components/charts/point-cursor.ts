/**
 * Where a key leads among the points of a chart. Arrows step, Page keys go by a tenth, Home and End to the ends, Escape lets go.
 * @param index the point that is read out, or null for none: then the newest one is meant
 * @returns the next point, null to let go, or undefined where the key means nothing here
 */
export function pointAfter(key: string, index: number | null, count: number): number | null | undefined {
  const last = count - 1;
  if (last < 0) return undefined;
  const at = index ?? last;
  const page = Math.max(1, Math.round(count / 10));
  const within = (next: number) => Math.min(last, Math.max(0, next));
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return within(index === null ? last : at - 1);
    case "ArrowRight":
    case "ArrowUp":
      return within(index === null ? last : at + 1);
    case "PageDown":
      return within(at - page);
    case "PageUp":
      return within(at + page);
    case "Home":
      return 0;
    case "End":
      return last;
    case "Escape":
      return null;
    default:
      return undefined;
  }
}
