import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { checkStructure } from "@/scripts/checks/structure";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** What the check says of a project that consists of these files, one text per problem: path and message. */
function check(files: Readonly<Record<string, string>>): string[] {
  const root = mkdtempSync(join(tmpdir(), "truefolio-structure-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return checkStructure(root).problems.map(({ path, message }) => `${path} ${message}`);
}

const lines = (count: number) => "export {};\n".repeat(count);

describe("names", () => {
  it("in kebab-case pass, and so do the folders that Next.js gives a meaning", () => {
    expect(
      check({ "lib/money/decimal-text.ts": "", "app/(app)/accounts/[id]/page.tsx": "", "app/api/auth/[...nextauth]/route.ts": "" }),
    ).toEqual([]);
  });

  it.each(["lib/money/DecimalText.ts", "components/ui/my_button.tsx", "lib/Money/decimal.ts", "app/Accounts/page.tsx"])(
    "such as %s don't",
    (path) => {
      expect(check({ [path]: "" })).toEqual([expect.stringContaining("kebab-case")]);
    },
  );

  it.each(["lib/money/helpers.ts", "lib/utils/text.ts", "components/common/button.tsx"])("of drawers such as %s don't", (path) => {
    expect(check({ [path]: "" })).toEqual([expect.stringContaining("drawer")]);
  });

  it("may say what is common: a list of common passwords is no drawer", () => {
    expect(check({ "lib/users/common-passwords.ts": "" })).toEqual([]);
  });

  it("are never index, but for a format and a connector", () => {
    expect(check({ "lib/formats/ofx/index.ts": "", "lib/brokers/ibkr-flex/index.ts": "" })).toEqual([]);
    expect(check({ "components/ui/index.ts": "" })).toEqual([expect.stringContaining("index")]);
  });
});

describe("import circles", () => {
  it("are named with the way around", () => {
    const circle = {
      "lib/a/one.ts": 'import { two } from "@/lib/a/two";',
      "lib/a/two.ts": 'import { three } from "./three";',
      "lib/a/three.ts": 'export { one } from "./one";',
    };
    expect(check(circle)).toEqual([expect.stringContaining("lib/a/one.ts → lib/a/two.ts → lib/a/three.ts → lib/a/one.ts")]);
  });

  it("are found over an import that spans lines, and in a file that imports itself", () => {
    expect(check({ "lib/a/one.ts": 'import {\n  two,\n} from "./two";', "lib/a/two.ts": 'import "./one";' })).toHaveLength(1);
    expect(check({ "lib/a/one.ts": 'import { x } from "./one";' })).toHaveLength(1);
  });

  it("of types are none: they are gone before the program runs", () => {
    const back = [
      'import type { One } from "./one";',
      'import { type One, type Other } from "./one";',
      'export type { One } from "./one";',
    ];
    for (const text of back) expect(check({ "lib/a/one.ts": 'import { two } from "./two";', "lib/a/two.ts": text })).toEqual([]);
    expect(
      check({ "lib/a/one.ts": 'import { two } from "./two";', "lib/a/two.ts": 'import { one, type One } from "./one";' }),
    ).toHaveLength(1);
  });

  it("are not two ways to the same file", () => {
    const diamond = {
      "lib/a/top.ts": 'import "./left";\nimport "./right";',
      "lib/a/left.ts": 'import "./end";',
      "lib/a/right.ts": 'import "./end";',
      "lib/a/end.ts": "",
    };
    expect(check(diamond)).toEqual([]);
  });
});

describe("layers", () => {
  it("nothing imports from app", () => {
    expect(check({ "app/layout.tsx": "", "lib/a/one.ts": 'import "@/app/layout";' })).toEqual([
      expect.stringContaining("nothing imports from app/"),
    ]);
    expect(check({ "app/layout.tsx": 'import "./globals.css";', "app/globals.css": "" })).toEqual([]);
  });

  it("a path that climbs into another folder is written with @/, so that the linter sees it", () => {
    expect(check({ "lib/a/one.ts": 'import { two } from "../b/two";', "lib/b/two.ts": "" })).toEqual([
      expect.stringContaining('write "@/…"'),
    ]);
    expect(check({ "lib/formats/ofx/one.ts": 'import { two } from "../types";', "lib/formats/types.ts": "" })).toEqual([]);
  });
});

describe("actions", () => {
  const at = (text: string) => check({ "lib/accounts/actions.ts": text });

  it("pass when each is made by the wrapper", () => {
    expect(at('"use server";\nexport const a = defineAction(schema, run);\nexport const b = definePublicAction(schema, run);\n')).toEqual(
      [],
    );
  });

  it.each([
    "export async function a() {}",
    "export const a = async () => {};",
    "export { a };",
    "export default defineAction(schema, run);",
  ])("fail as %j", (text) => {
    expect(at(`"use server";\n${text}\n`)).toEqual([expect.stringContaining("defineAction")]);
  });

  it("say that they run on the server, and nobody else does", () => {
    expect(at("export const a = defineAction(schema, run);\n")).toEqual([expect.stringContaining('must begin with "use server"')]);
    expect(check({ "app/page.tsx": 'async function save() {\n"use server";\n}' })).toEqual([expect.stringContaining("actions.ts only")]);
  });
});

describe("contents", () => {
  it.each(["queries", "mutations"])("%s say that they stay on the server", (name) => {
    expect(check({ [`lib/accounts/${name}.ts`]: "export {};\n" })).toEqual([expect.stringContaining("server-only")]);
    expect(check({ [`lib/accounts/${name}.ts`]: 'import "server-only";\n' })).toEqual([]);
  });

  it("pages have 60 lines at the most, other files 400", () => {
    expect(check({ "app/page.tsx": lines(60), "lib/a/one.ts": lines(400) })).toEqual([]);
    expect(check({ "app/page.tsx": lines(61) })).toEqual([expect.stringContaining("has 61 lines")]);
    expect(check({ "lib/a/one.ts": lines(401) })).toEqual([expect.stringContaining("has 401 lines")]);
  });
});
