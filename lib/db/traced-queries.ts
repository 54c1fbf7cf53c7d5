import "server-only";
import type pg from "pg";
import { currentRequest } from "@/lib/http/request-context";
import { tracer } from "@/lib/http/tracer";

type Query = (...args: unknown[]) => unknown;

/** The text of a statement, which has `$1` where its values are; those stand apart, and go nowhere. */
function textOf(statement: unknown): string | null {
  if (typeof statement === "string") return statement;
  const text = typeof statement === "object" && statement !== null && "text" in statement ? statement.text : null;
  return typeof text === "string" ? text : null;
}

/** Makes each statement of a request a span of it, where there are traces. */
function tracedQuery(query: Query): Query {
  return (...args) => {
    const parent = currentRequest()?.span;
    const text = textOf(args[0]);
    // Who hands over a function is the pool, on behalf of somebody whose query is a span already.
    if (!parent || text === null || typeof args.at(-1) === "function") return query(...args);
    const word = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? "SQL";
    const span = tracer()?.start(word, { "db.system.name": "postgresql", "db.query.text": text }, parent);
    const result = query(...args);
    if (result instanceof Promise)
      result.then(
        () => span?.end(),
        () => span?.end({ failed: true }),
      );
    else span?.end();
    return result;
  };
}

/** Has what is asked by a pool, and on each of its connections, become spans. */
export function traceQueries(pool: pg.Pool): void {
  pool.query = tracedQuery(pool.query.bind(pool) as Query) as typeof pool.query;
  pool.on("connect", (client) => {
    client.query = tracedQuery(client.query.bind(client) as Query) as typeof client.query;
  });
}
