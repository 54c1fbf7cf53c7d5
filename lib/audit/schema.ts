import { z } from "zod";
import { ACTIVITY_KINDS, type ActivityKind } from "./words";

/** Something that happened, as its page shows it. */
export interface ActivityEntry {
  id: string;
  /** ISO instant. */
  at: string;
  event: string;
  words: string;
  details: string;
  /** What it happened to; `href` is null when that is not there any more. */
  subject: { label: string; href: string | null } | null;
}

/** Everything that was noted, for programs. */
export interface ExportedActivity extends ActivityEntry {
  /** As it was noted: `account:12`. */
  noted: string;
  detail: Readonly<Record<string, unknown>>;
}

export interface ActivityFilter {
  kind: ActivityKind | null;
  /** ISO dates in the person's zone, both included. */
  from: string | null;
  to: string | null;
}

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text))
  .nullable()
  .catch(null);

const filterSchema = z.object({
  kind: z
    .enum(Object.keys(ACTIVITY_KINDS) as [ActivityKind, ...ActivityKind[]])
    .nullable()
    .catch(null),
  from: day,
  to: day,
});

/** What an address asks for; what it can't mean is left out. */
export function parseActivityFilter(query: Readonly<Record<string, unknown>>): ActivityFilter {
  return filterSchema.parse({ kind: query.kind ?? null, from: query.from ?? null, to: query.to ?? null });
}

/** The other way round: an address's query for a filter, with `more` beside it. */
export function activityQuery({ kind, from, to }: ActivityFilter, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(more);
  for (const [name, value] of Object.entries({ kind, from, to })) if (value !== null) query.set(name, value);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
