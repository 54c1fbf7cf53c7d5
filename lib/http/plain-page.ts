import "server-only";
import type { Refusal } from "./request-context";

/** What to tell a person who is refused now. */
export function refusalWords({ status, retryAfterSeconds }: Refusal): { title: string; text: string } {
  if (status === 503) return { title: "Truefolio is busy", text: "Nothing was changed. Try again in a moment." };
  return {
    title: "One moment, please",
    text: `You have asked for this very often in a short time. It goes on in ${retryAfterSeconds < 60 ? `${retryAfterSeconds} seconds` : `${Math.ceil(retryAfterSeconds / 60)} minutes`}; nothing was changed.`,
  };
}

/** The headers of a refusal. */
export function refusalHeaders({ retryAfterSeconds }: Refusal, contentType: string): Record<string, string> {
  return { "content-type": contentType, "cache-control": "no-store", "retry-after": String(retryAfterSeconds) };
}

/** A whole page that needs nothing else: not the app, not its styles, not the database. Its words are ours alone. */
export function plainPage({ title, text }: { title: string; text: string }): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title} · Truefolio</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100dvh; display: grid; place-content: center; justify-items: center; gap: .75rem; padding: 1rem; text-align: center; }
h1 { margin: 0; font-size: 1rem; } p { margin: 0; max-width: 28rem; opacity: .8; } a { color: inherit; }
</style></head>
<body><main><h1>${title}</h1><p role="alert">${text}</p><p><a href="">Try again</a></p></main></body></html>
`;
}

/** The answer of a route handler to somebody who is refused now: a page for a person who followed a link, JSON for our own pages. */
export function refusalResponse(refusal: Refusal, accept: string): Response {
  const words = refusalWords(refusal);
  const { status } = refusal;
  if (accept.includes("text/html"))
    return new Response(plainPage(words), { status, headers: refusalHeaders(refusal, "text/html; charset=utf-8") });
  return Response.json({ message: `${words.title}. ${words.text}` }, { status, headers: refusalHeaders(refusal, "application/json") });
}
