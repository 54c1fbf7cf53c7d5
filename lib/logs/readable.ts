import { z } from "zod";

const lineSchema = z.looseObject({
  level: z.string(),
  at: z.string(),
  event: z.string(),
  frames: z.array(z.string()).default([]),
});

/** A line of the log as people read it at a terminal: what, its fields, and below it where in the code. */
export function readable(json: string): string {
  const { level, at, event, frames, process: _process, ...fields } = lineSchema.parse(JSON.parse(json));
  const words = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`);
  const head = [at.slice(11, 19), level, event.replaceAll("_", " "), ...words].join(" ");
  return [head, ...frames.map((frame) => `    ${frame}`)].join("\n");
}
