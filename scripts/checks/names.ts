import { posix } from "node:path";
import type { Problem, Rule } from "./source-tree";

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** What Next.js gives a meaning: (group), [param], [...rest], [[...rest]], @slot, _private. */
const ROUTE_FOLDER = /^(\([a-z-]+\)|\[{1,2}(\.{3})?[a-zA-Z-]+\]{1,2}|[@_]?[a-z0-9]+(-[a-z0-9]+)*)$/;
/** Prisma names its migrations by date and words. */
const MIGRATION = /^\d{14}_[a-z0-9_]+$/;
const DRAWERS = ["common", "helper", "helpers", "misc", "shared", "util", "utils"];
/** A format or a connector is a folder with one way in. */
const MAY_HAVE_INDEX = /^lib\/(formats|brokers)\/[^/]+\/index(\.db)?(\.test)?\.ts$/;

/** Files and folders are written in lower case with hyphens: the same on every file system. */
export const kebabCase: Rule = (files) =>
  files.flatMap(({ path }): Problem[] => {
    const segments = path.split("/");
    const [stem = ""] = (segments.pop() ?? "").split(".");
    const isFolder = (name: string) => (path.startsWith("app/") ? ROUTE_FOLDER : KEBAB).test(name) || MIGRATION.test(name);
    const odd = [...segments.filter((name) => !isFolder(name)), ...(KEBAB.test(stem) ? [] : [stem])];
    return odd.map((name) => ({ path, message: `has "${name}" in its path: names are kebab-case, such as trade-types.ts.` }));
  });

/** A file is called by what is in it. Drawers for odds and ends grow until nobody finds anything. */
export const tellingNames: Rule = (files) =>
  files.flatMap(({ path }): Problem[] => {
    if (!/^(app|components|lib)\//.test(path)) return [];
    const names = path.split("/").map((name) => name.split(".")[0] ?? "");
    const drawer = names.find((name) => DRAWERS.includes(name));
    if (drawer)
      return [{ path, message: `is in a drawer ("${drawer}"). Call it by the noun that it is about: schema, rules, cursor, record …` }];
    const isIndex = posix.basename(path).startsWith("index.") && !MAY_HAVE_INDEX.test(path);
    return isIndex ? [{ path, message: "is an index: import from the file itself. Only a format and a connector have one way in." }] : [];
  });
