import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";

/** Every table is ours to manage. */
export const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Prisma's own engine for migrations, in WebAssembly over our driver: the native one that `prisma migrate` uses must be downloaded from
 * a server of theirs. Same folder layout, same _prisma_migrations table, so that `prisma migrate` works on the same database. It is not
 * a public interface of Prisma's: package.json pins its version to that of the client.
 *
 * @param url postgres://… of the database's owner.
 * @param use what to do with it; it is closed afterwards.
 */
export async function withSchemaEngine<Result>(url: string, schema: string, use: (engine: SchemaEngine) => Promise<Result>): Promise<Result> {
  // A migration that waits for a lock makes everybody wait behind it.
  const factory = new PrismaPg({ connectionString: url, options: "-c lock_timeout=15s", max: 1 });
  await loadEngine();
  const engine = await glue.SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
  try {
    return await use(engine);
  } finally {
    engine.free();
  }
}

/** Reads the migrations of a prisma folder, in the form that the engine wants. */
export async function readMigrations(prismaDir: string): Promise<MigrationList> {
  const baseDir = join(prismaDir, "migrations");
  const folders = (await readdir(baseDir, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const migrationDirectories = await Promise.all(
    folders.sort().map(async (path) => ({
      path,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: await readFile(join(baseDir, path, "migration.sql"), "utf8") } },
    })),
  );
  const lockfile = { path: "migration_lock.toml", content: await readFile(join(baseDir, "migration_lock.toml"), "utf8") };
  return { baseDir, lockfile, shadowDbInitScript: "", migrationDirectories };
}

let loaded: Promise<void> | undefined;

/** By hand: the package's main file imports the .wasm as a module, which older Nodes and test runners can't. */
function loadEngine(): Promise<void> {
  loaded ??= (async () => {
    const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
    const binary = await readFile(join(folder, "schema_engine_bg.wasm"));
    const { instance } = await WebAssembly.instantiate(binary, { "./schema_engine_bg.js": { ...glue } });
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
  })();
  return loaded;
}
