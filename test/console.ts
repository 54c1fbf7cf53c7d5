type Level = "error" | "warn";

const awaited: { level: Level; pattern: RegExp; seen: boolean }[] = [];
let surprises: string[] = [];

/** Declares that the test at hand makes the code complain, in words that fit the pattern. That it does not is a failure too. */
export function expectConsole(level: Level, pattern: RegExp): void {
  awaited.push({ level, pattern, seen: false });
}

/** Takes note of one line on the console; returns whether a test has declared it. */
export function noteConsole(level: Level, line: string): boolean {
  const fitting = awaited.filter((each) => each.level === level && each.pattern.test(line));
  for (const each of fitting) each.seen = true;
  if (fitting.length === 0) surprises.push(`console.${level}: ${line}`);
  return fitting.length > 0;
}

/** Ends the account of one test: what came undeclared and what was declared and did not come, empty when all is well. */
export function settleConsole(): string[] {
  const missing = awaited
    .filter((each) => !each.seen)
    .map(({ level, pattern }) => `console.${level} with ${pattern} was expected and did not come`);
  const problems = [...surprises, ...missing];
  surprises = [];
  awaited.length = 0;
  return problems;
}
