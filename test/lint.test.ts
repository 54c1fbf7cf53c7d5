import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** Who may import what: a file, what it imports, and a word of the linter's message when it may not. */
const IMPORTS: readonly (readonly [file: string, module: string, refusal: string | null])[] = [
  ["app/accounts/page.tsx", "@/lib/accounts/queries", null],
  ["app/accounts/page.tsx", "@/lib/auth/session", null],
  ["app/accounts/page.tsx", "@/lib/accounts/mutations", "actions.ts"],
  ["app/accounts/page.tsx", "@/lib/db/client", "queries.ts"],
  ["app/accounts/page.tsx", "@/generated/prisma/client", "queries.ts"],
  ["app/accounts/page.tsx", "pg", "queries.ts"],
  ["app/accounts/page.tsx", "@/lib/env", "environment"],
  ["components/accounts/list.tsx", "@/lib/accounts/actions", null],
  ["components/accounts/list.tsx", "@/lib/accounts/schema", null],
  ["components/accounts/list.tsx", "@/lib/accounts/queries", "app/"],
  ["components/accounts/list.tsx", "@/lib/accounts/mutations", "app/"],
  ["components/accounts/list.tsx", "@/lib/auth/session", "app/"],
  ["components/accounts/list.tsx", "@/lib/db/as-actor", "queries.ts"],
  ["components/accounts/list.tsx", "@/lib/env", "app/"],
  ["components/users/form.tsx", "next-auth/react", null],
  ["components/users/form.tsx", "next-auth", "app/"],
  ["components/users/form.tsx", "next-auth/jwt", "app/"],
  ["components/accounts/list.tsx", "@tanstack/react-table", "components/table"],
  ["components/table/data-table.tsx", "@tanstack/react-table", null],
  ["components/table/data-table.tsx", "lightweight-charts", "components/charts"],
  ["components/charts/line.tsx", "lightweight-charts", null],
  ["components/charts/line.tsx", "@tanstack/react-virtual", "components/table"],
  ["components/ui/button.tsx", "@/app/layout", "outermost"],
  ["lib/accounts/rules.ts", "@/components/ui/button", "user interface"],
  ["lib/accounts/rules.ts", "@/app/layout", "outermost"],
  ["lib/accounts/actions.ts", "@/lib/accounts/mutations", null],
  ["lib/accounts/actions.ts", "@/lib/db/as-actor", "queries.ts"],
  ["lib/accounts/mutations.ts", "@/lib/db/as-actor", null],
  ["lib/accounts/mutations.ts", "@/lib/crypto/seal", "lib/credentials"],
  ["lib/credentials/mutations.ts", "@/lib/crypto/seal", null],
  ["lib/credentials/actions.ts", "@/lib/crypto/seal", "lib/credentials"],
  ["lib/imports/steps/commit.ts", "@/lib/db/as-actor", null],
  ["lib/formats/ofx/row.ts", "@/lib/money/decimal", null],
  ["lib/formats/ofx/row.ts", "@/lib/transactions/schema", null],
  ["lib/formats/ofx/row.ts", "@/lib/text/schema", "pure"],
  ["lib/formats/ofx/row.ts", "@/lib/db/as-actor", "pure"],
  ["lib/engine/positions.ts", "node:fs", "pure"],
  ["lib/engine/positions.ts", "react", "pure"],
  ["lib/money/decimal.ts", "@/lib/transactions/mutations", "pure"],
  ["scripts/runtime/migrate.ts", "pg", null],
  ["lib/accounts/accounts.db.test.ts", "@/lib/db/as-actor", null],
];

/** Other rules of the house: a line that stands in a file, and the rule that it breaks. */
const LINES: readonly (readonly [file: string, line: string, rule: string | null])[] = [
  ["lib/env.ts", "export const port = process.env.PORT;", null],
  ["lib/accounts/rules.ts", "export const port = process.env.PORT;", "noProcessEnv"],
  ["components/ui/button.tsx", "export const port = process.env.PORT;", "noProcessEnv"],
  ["scripts/serve.ts", "console.log(process.env.PORT);", null],
  ["lib/action/report.ts", 'console.error("reference");', null],
  ["lib/action/report.ts", 'console.log("here");', "noConsole"],
  ["lib/accounts/schema.ts", "export const parse = (input: any) => input;", "noExplicitAny"],
  ["lib/accounts/mutations.ts", "(async () => await 1)();", "noFloatingPromises"],
];

interface Report {
  diagnostics: { category: string; message: string; location: { path: string; start: { line: number } } }[];
}

const importing = (module: string) => `import "${module}";`;
const root = mkdtempSync(join(tmpdir(), "truefolio-lint-"));
let complaints: Report["diagnostics"];

/** One project with our configuration, in which each case is a line of its file, and one run of the linter over it. */
beforeAll(() => {
  copyFileSync("biome.json", join(root, "biome.json"));
  const cases = [...IMPORTS.map(([file, module]) => [file, importing(module)] as const), ...LINES];
  for (const [file, lines] of Map.groupBy(cases, ([path]) => path)) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), lines.map(([, line]) => `${line}\n`).join(""));
  }
  const biome = join("node_modules", "@biomejs", "biome", "bin", "biome");
  const run = spawnSync(process.execPath, [resolve(biome), "lint", "--reporter=json", "--max-diagnostics=none"], {
    cwd: root,
    encoding: "utf8",
  });
  complaints = (JSON.parse(run.stdout) as Report).diagnostics;
});
afterAll(() => rmSync(root, { recursive: true }));

/** What the linter says of the line that a case has become. */
function complaintsOf(file: string, line: string) {
  const number = readFileSync(join(root, file), "utf8").split("\n").indexOf(line) + 1;
  return complaints.filter(({ location }) => location.path === file && location.start.line === number);
}

describe("the import rules", () => {
  for (const [file, module, refusal] of IMPORTS) {
    it(`${file} may ${refusal === null ? "" : "not "}import ${module}`, () => {
      const messages = complaintsOf(file, importing(module)).filter(({ category }) => category === "lint/style/noRestrictedImports");
      if (refusal === null) expect(messages).toEqual([]);
      else expect(messages.map(({ message }) => message).join()).toContain(refusal);
    });
  }
});

describe("the rules of the house", () => {
  for (const [file, line, rule] of LINES) {
    it(`${file} may ${rule === null ? "" : "not "}say ${line}`, () => {
      expect(complaintsOf(file, line).map(({ category }) => category.split("/").at(-1))).toEqual(rule === null ? [] : [rule]);
    });
  }
});
