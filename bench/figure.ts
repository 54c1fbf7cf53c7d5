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

/** A duration that must stay below its budget. */
export const milliseconds = (what: string, value: number, budget: number): Figure => ({
  what,
  value: `${Math.round(value)} ms`,
  budget: `≤ ${budget} ms`,
  within: value <= budget,
});

export const cpuMilliseconds = (what: string, milliseconds: number, budget: number): Figure => ({
  what,
  value: `${milliseconds.toFixed(2)} ms CPU`,
  budget: `≤ ${budget} ms CPU`,
  within: milliseconds <= budget,
});

/** All of them, or it is not within. */
export const share = (what: string, value: number, all: number): Figure => ({
  what,
  value: value.toLocaleString("en"),
  budget: `= ${all.toLocaleString("en")}`,
  within: value === all,
});
