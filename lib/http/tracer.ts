import "server-only";

/** A piece of work that a trace shows. */
export interface Span {
  /** @param status of an answer; `failed`: it threw */
  end(outcome?: { status?: number; failed?: boolean }): void;
}

/** Makes spans. There is one only where whoever runs the server wants traces (scripts/runtime/tracing.ts). */
export interface Tracer {
  /** @param parent the span that it is a part of */
  start(name: string, attributes: Readonly<Record<string, string>>, parent?: Span): Span;
}

const holder = globalThis as { truefolioTracer?: Tracer };

/** On globalThis, because the server's copy of this module and the app's have to share it. */
export const tracer = (): Tracer | undefined => holder.truefolioTracer;

export function setTracer(made: Tracer | undefined): void {
  if (made) holder.truefolioTracer = made;
  else delete holder.truefolioTracer;
}
