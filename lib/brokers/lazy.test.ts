import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";

/** The packages that are loaded by running a module, in a process of its own. */
function packagesOf(source: string): string[] {
  const script = `
    import { registerHooks } from "node:module";
    const packages = new Set();
    registerHooks({
      load(url, context, next) {
        const [, name] = /node_modules\\/((?:@[^/]+\\/)?[^/]+)\\/(?!.*node_modules\\/)/.exec(url) ?? [];
        if (name) packages.add(name);
        return next(url, context);
      },
    });
    ${source}
    console.log(JSON.stringify([...packages]));`;
  const run = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
    cwd: resolve("."),
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

it("a page that lists brokers loads none of their client libraries; who asks a broker does", () => {
  expect(packagesOf(`await import("./lib/brokers/registry.ts");`)).not.toContain("@alpacahq/alpaca-trade-api");
  const asked = packagesOf(`const { connectorOf } = await import("./lib/brokers/registry.ts"); await connectorOf("alpaca");`);
  expect(asked).toContain("@alpacahq/alpaca-trade-api");
  // Its larger entrance would bring these along.
  expect(asked).not.toContain("ws");
});
