import { format } from "node:util";

/** Hears everything that this process writes, without keeping it from being written. */
export function listen(hear: (line: string) => void): () => void {
  const levels = ["debug", "info", "log", "warn", "error"] as const;
  const before = levels.map((level) => [level, console[level]] as const);
  for (const [level, print] of before)
    console[level] = (...words: unknown[]) => {
      hear(format(...words));
      print(...words);
    };
  const streams = ([process.stdout, process.stderr] as const).map((stream) => {
    const write = stream.write;
    stream.write = ((chunk: string | Uint8Array, ...more: []) => {
      hear(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
      return write.call(stream, chunk, ...more);
    }) as typeof stream.write;
    return () => {
      stream.write = write;
    };
  });
  return () => {
    for (const [level, print] of before) console[level] = print;
    for (const restore of streams) restore();
  };
}
