import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes, compressed as they travel. */
export const PAGE_BUDGET = 170_000;
/** Of pages that draw a chart over time: the library for that comes at once, and counts. */
export const CHART_BUDGET = 230_000;
/** What the library of charts has in it, and nothing else. */
const CHART_LIBRARY = "lightweight-charts";

/** The JavaScript that a browser fetches for a page that is opened first. */
export interface FirstLoad {
  /** `/accounts/[id]/holdings` */
  route: string;
  bytes: number;
  budget: number;
  /** The largest first. */
  chunks: { file: string; bytes: number /** On every page: React and Next. */; isOfAll: boolean }[];
}

interface ClientManifest {
  /** By the layout or page that asks for them. */
  entryJSFiles: Record<string, string[]>;
}

/**
 * What every page of a build loads first, by Next's own lists of it.
 * @param build the folder of the build
 * @throws when there is no build
 */
export function firstLoads(build: string): FirstLoad[] {
  const { rootMainFiles } = JSON.parse(readFileSync(join(build, "build-manifest.json"), "utf8")) as { rootMainFiles: string[] };
  const sources = new Map<string, string>();
  const sourceOf = (file: string): string => {
    const source = sources.get(file) ?? readFileSync(join(build, file), "utf8");
    sources.set(file, source);
    return source;
  };
  const folder = "static/chunks";
  const library = readdirSync(join(build, folder))
    .filter((name) => name.endsWith(".js"))
    .map((name) => `${folder}/${name}`)
    .filter((file) => sourceOf(file).includes(CHART_LIBRARY));
  const sizes = new Map<string, number>();
  const sizeOf = (file: string): number => {
    const size = sizes.get(file) ?? gzipSync(sourceOf(file)).length;
    sizes.set(file, size);
    return size;
  };

  return clientManifests(join(build, "server", "app")).map(([route, { entryJSFiles }]) => {
    const own = [...rootMainFiles, ...Object.values(entryJSFiles).flat()];
    // Whoever can fetch the library names its file.
    const drawn = library.filter((file) => own.some((each) => sourceOf(each).includes(file)));
    const chunks = [...new Set([...own, ...drawn])]
      .map((file) => ({ file, bytes: sizeOf(file), isOfAll: rootMainFiles.includes(file) }))
      .sort((a, b) => b.bytes - a.bytes);
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
    return { route, bytes, budget: drawn.length > 0 ? CHART_BUDGET : PAGE_BUDGET, chunks };
  });
}

/** By route. The files are scripts that put JSON into a global variable. */
function clientManifests(folder: string): [string, ClientManifest][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("page_client-reference-manifest.js"))
    .map((path): [string, ClientManifest] => {
      const [, entry = "", json = ""] = /__RSC_MANIFEST\["([^"]*)"\] = (.*?);?\s*$/s.exec(readFileSync(join(folder, path), "utf8")) ?? [];
      return [entry.replace(/\/\([^)]*\)/g, "").replace(/\/page$/, "") || "/", JSON.parse(json) as ClientManifest];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
