import { setTracer, type Tracer } from "@/lib/http/tracer";

/**
 * Sends traces to a collector: a span for each request, by the pattern of its address, and in it one for each statement, as its text with
 * `$1` for values. The libraries are loaded only then.
 * @param endpoint OTEL_EXPORTER_OTLP_ENDPOINT; without one there are no traces
 */
export async function openTracing(endpoint: string | undefined): Promise<{ close(): Promise<void> }> {
  if (!endpoint) return { close: async () => {} };
  const [{ ROOT_CONTEXT, SpanKind, SpanStatusCode, trace }, { BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources] =
    await Promise.all([
      import("@opentelemetry/api"),
      import("@opentelemetry/sdk-trace-node"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
    ]);
  const exporter = new OTLPTraceExporter({ url: new URL("v1/traces", `${endpoint.replace(/\/$/, "")}/`).href });
  const provider = new NodeTracerProvider({
    resource: resources.resourceFromAttributes({ "service.name": "truefolio" }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const made = provider.getTracer("truefolio");
  const known = new WeakMap<object, ReturnType<typeof made.startSpan>>();
  const tracer: Tracer = {
    start(name, attributes, parent) {
      const outer = parent && known.get(parent);
      const kind = outer ? SpanKind.CLIENT : SpanKind.SERVER;
      const span = made.startSpan(name, { kind, attributes }, outer ? trace.setSpan(ROOT_CONTEXT, outer) : ROOT_CONTEXT);
      const handle = {
        end({ status, failed }: { status?: number; failed?: boolean } = {}) {
          if (status !== undefined) span.setAttribute("http.response.status_code", status);
          if (failed || (status ?? 0) >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
      known.set(handle, span);
      return handle;
    },
  };
  setTracer(tracer);
  return {
    async close() {
      setTracer(undefined);
      await provider.shutdown();
    },
  };
}
