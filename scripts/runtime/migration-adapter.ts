import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, DriverAdapterError, type SqlQuery } from "@prisma/driver-adapter-utils";
import pg from "pg";

/** The type `"char"` of catalog columns such as pg_constraint.contype, and the array of it. */
const CHAR = 18;
const CHAR_ARRAY = 1002;

/** The key of the advisory lock that a migration holds while it runs: its server process may outlive the one that sent it. */
export const RUNNING_LOCK = 7_283_115_903;

/** In the migration's own transaction: it is never done without being noted, nor noted without being done. Prisma notes it once more. */
const NOTE = `DO $$ BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL;
  END IF;
END $$`;

/** Prisma's driver adapter over a pool of ours, with three things put right that its schema engine needs. */
export class MigrationAdapter extends PrismaPg {
  constructor(private readonly pool: pg.Pool) {
    super(pool);
    passChars(pool);
  }

  override async connect() {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(withoutNotNulls(query));
      const columnTypes = result.columnTypes.map((type) => (type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type));
      return { ...result, columnTypes };
    };
    adapter.executeScript = (script) => this.runWhole(script);
    return adapter;
  }

  /**
   * The original cuts a script at every semicolon, those in function bodies and comments too, and runs the pieces one by one. Sent in
   * one message, a migration is also one transaction, which says itself that it is done.
   */
  private async runWhole(script: string): Promise<void> {
    try {
      await this.pool.query(`SELECT pg_advisory_xact_lock(${RUNNING_LOCK});\n${script}\n;${NOTE}`);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      const { code = "", severity = "", message, detail, column, hint } = error;
      throw new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint });
    }
  }
}

/**
 * The original knows arrays of `"char"`, but not `"char"`, and refuses results that have such a column. So it is told "array", and
 * `queryRaw` above takes that back.
 */
function passChars(pool: pg.Pool): void {
  const query = pool.query.bind(pool);
  pool.query = (async (request: pg.QueryArrayConfig) => {
    const result = await query(request);
    for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = CHAR_ARRAY;
    return result;
  }) as typeof pool.query;
}

/** Since PostgreSQL 18 NOT NULL is a constraint in the catalog too, of a kind at which the engine panics (prisma/orm#29635). */
function withoutNotNulls(query: SqlQuery): SqlQuery {
  return { ...query, sql: query.sql.replace("NOT IN ('p', 'u', 'f')", "NOT IN ('p', 'u', 'f', 'n')") };
}
