import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Method = "get" | "post";

export interface Route {
  kind: "page" | "route";
  path: string;
  /** What it answers to. */
  methods: readonly Method[];
}

/** All pages and route handlers behind the sign-in, from the files that make them: a new one is walked without being named here. */
export function routes(): Route[] {
  return readdirSync("app/(app)", { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const kind = entry.name === "page.tsx" ? "page" : entry.name === "route.ts" ? "route" : null;
    if (kind === null) return [];
    const path = join(entry.parentPath, "/")
      .replace(/^app\/\(app\)/, "")
      .replace(/\/$/, "");
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    const exported = [...text.matchAll(/export const (GET|POST|PUT|PATCH|DELETE) =/g)].map(([, name = ""]) => name.toLowerCase() as Method);
    return [{ kind, path, methods: kind === "page" ? ["get"] : exported }];
  });
}
