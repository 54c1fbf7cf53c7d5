import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const routesSchema = z.array(z.object({ page: z.string(), regex: z.string() }));
const manifestSchema = z.object({ staticRoutes: routesSchema, dynamicRoutes: routesSchema });

/** What isn't a page of the app's is one of a few: a log or a metric never has an address in it that somebody made up. */
const FILE = /\.(?:svg|png|ico|txt|woff2)$/;

/**
 * The pattern of a path, `/accounts/[id]/holdings`: without ids, and one of a fixed number.
 * @param root where the build is; without one (in development) every page is `/…`
 */
export function routePatterns(root: string): (path: string) => string {
  const known = new Map<string, string>();
  const dynamic: { page: string; regex: RegExp }[] = [];
  for (const { page, regex } of readRoutes(join(root, ".next", "routes-manifest.json"))) {
    if (page.includes("[")) dynamic.push({ page, regex: new RegExp(regex) });
    else known.set(page, page);
  }
  return (path) => {
    if (path.startsWith("/_next/")) return "/_next";
    const plain = path.length > 1 ? path.replace(/\/$/, "") : path;
    return known.get(plain) ?? dynamic.find(({ regex }) => regex.test(plain))?.page ?? (FILE.test(plain) ? "file" : "other");
  };
}

function readRoutes(path: string): z.infer<typeof routesSchema> {
  try {
    const { staticRoutes, dynamicRoutes } = manifestSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    return [...staticRoutes, ...dynamicRoutes];
  } catch {
    return [];
  }
}
