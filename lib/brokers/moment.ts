import { z } from "zod";
import { instantOf, readTime } from "@/lib/formats/table/dates";

/** When something happened: an ISO instant, which of a date without a time is that day's beginning in UTC. A time without a zone is UTC's. */
export const moment = z.string().transform((text, context) => {
  const time = readTime(text, "ymd");
  if (time) return instantOf(time, "UTC");
  context.addIssue({ code: "custom", message: "Expected a date, or an instant." });
  return z.NEVER;
});

/** Null where the broker has none: left out, null or empty. */
export const optionalMoment = z.preprocess((value) => (value === "" || value === undefined ? null : value), moment.nullable());
