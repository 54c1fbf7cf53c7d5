import { format } from "node:util";
import { afterEach } from "vitest";
import { noteConsole, settleConsole } from "./console";

// A complaint on the console that nobody declared is a bug that nobody has looked at.
for (const level of ["error", "warn"] as const) {
  const print = console[level].bind(console);
  console[level] = (...words: unknown[]) => {
    const line = format(...words);
    if (!noteConsole(level, line)) print(line);
  };
}

afterEach(() => {
  const problems = settleConsole();
  if (problems.length > 0) throw new Error(`Undeclared words on the console (declare them with expectConsole):\n${problems.join("\n")}`);
});
