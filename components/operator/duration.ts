const UNITS = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
  [1, "second"],
] as const;

/** A time in its largest whole unit: `3 minutes`. */
export function duration(seconds: number): string {
  const [length, unit] = UNITS.find(([size]) => seconds >= size) ?? [1, "second"];
  const count = Math.floor(seconds / length);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
