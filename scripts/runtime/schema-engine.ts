import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { MigrationAdapter } from "./migration-adapter";

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
export async function withSchemaEngine<Result>(
  url: string,
  schema: string,
  use: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  // A migration that waits for a lock makes everybody wait behind it; and one whose sender was killed is to end soon.
  const pool = new pg.Pool({ connectionString: url, options: "-c lock_timeout=15s -c client_connection_check_interval=1s", max: 1 });
  try {
    await loadEngine();
    const factory = bindMigrationAwareSqlAdapterFactory(new MigrationAdapter(pool));
    const engine = await glue.SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, factory);
    return await use(engine).finally(() => engine.free());
  } finally {
    await pool.end();
  }
}

/** Reads the migrations of a prisma folder, in the form that the engine wants. */
export async function readMigrations(prismaDir: string): Promise<MigrationList> {
  const baseDir = join(prismaDir, "migrations");
  const folders = (await readdir(baseDir, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const migrationDirectories = await Promise.all(
    folders.sort().map(async (path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: await readFile(join(baseDir, path, "migration.sql"), "utf8") },
      },
    })),
  );
  const lockfile = { path: "migration_lock.toml", content: await readFile(join(baseDir, "migration_lock.toml"), "utf8") };
  return { baseDir, lockfile, shadowDbInitScript: "", migrationDirectories };
}

let loaded: Promise<void> | undefined;

/** By hand: the package's main file imports the .wasm as a module, which older Nodes and test runners can't. */
function loadEngine(): Promise<void> {
  loaded ??= (async () => {
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: fail } });
    const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
    const binary = await readFile(join(folder, "schema_engine_bg.wasm"));
    const { instance } = await WebAssembly.instantiate(binary, { "./schema_engine_bg.js": { ...glue, ...quietTimers() } });
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
  })();
  return loaded;
}

/** Without it the engine's promise would never settle after a panic. */
function fail(message: string): never {
  throw new Error(`Prisma's schema engine failed: ${message}`);
}

/** The engine waits for its lock with a timer that it never clears: each command would linger for ten seconds after its work. */
function quietTimers(): Record<string, (callback: () => void, milliseconds: number) => NodeJS.Timeout> {
  const names = Object.keys(glue).filter((name) => name.startsWith("__wbg_setTimeout"));
  return Object.fromEntries(names.map((name) => [name, (callback, milliseconds) => setTimeout(callback, milliseconds).unref()]));
}
