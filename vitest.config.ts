import { defineConfig } from "vitest/config";

// The day has begun there when it is still yesterday in Europe: whoever forgets a time zone is a day off and notices. `npm test` runs the
// unit tests once more on the other side of the date line. Set here, before any worker starts: a running process keeps its zone.
process.env.TZ = process.env.TEST_TZ ?? "Pacific/Kiritimati";

const DATABASE_TESTS = "**/*.db.test.ts";
const NOT_OURS = ["**/node_modules/**", ".next/**", ".data/**", "generated/**", "test-results/**", "e2e/**"];

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${import.meta.dirname}/` },
      // It throws outside a React server, which is its purpose, and tests are neither side.
      { find: /^server-only$/, replacement: `${import.meta.dirname}/test/empty.ts` },
    ],
  },
  test: {
    maxWorkers: 2,
    // Properties try hundreds of cases, on machines that may be busy.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["**/*.test.ts"], exclude: [...NOT_OURS, DATABASE_TESTS], setupFiles: ["test/setup.ts"] },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: [DATABASE_TESTS],
          exclude: NOT_OURS,
          setupFiles: ["test/setup.ts"],
          globalSetup: ["test/database-server.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
