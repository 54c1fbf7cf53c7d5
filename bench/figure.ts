/** A line of the table that `npm run bench` prints. */
export interface Figure {
  what: string;
  value: string;
  budget: string;
  within: boolean;
}

const MB = 1024 * 1024;

/** @param digits after the point */
export const ratio = (what: string, value: number, budget: number, digits = 2): Figure => ({
  what,
  value: value.toFixed(digits),
  budget: `≤ ${budget}`,
  within: value <= budget,
});

export const megabytes = (what: string, bytes: number, budget: number): Figure => ({
  what,
  value: `${Math.round(bytes / MB)} MB`,
  budget: `≤ ${budget} MB`,
  within: bytes <= budget * MB,
});

export const cpuSeconds = (what: string, milliseconds: number, budget: number): Figure => ({
  what,
  value: `${seconds(milliseconds)} CPU`,
  budget: `≤ ${budget} s CPU`,
  within: milliseconds <= budget * 1000,
});

export const percent = (what: string, share: number, budget: number): Figure => ({
  what,
  value: `${(share * 100).toFixed(1)} %`,
  budget: `≤ ${budget} %`,
  within: share * 100 <= budget,
});

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

export function table(figures: readonly Figure[]): string {
  const lines = figures.map(({ what, value, budget, within }) => `| ${what} | ${value} | ${budget} | ${within ? "yes" : "NO"} |`);
  return ["| what | measured | budget | within |", "| --- | --- | --- | --- |", ...lines].join("\n");
}
