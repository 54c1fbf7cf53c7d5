import "server-only";
import type { Refusal } from "./request-context";

/** What to tell a person who is refused now. */
export function refusalWords({ status, retryAfterSeconds = 0 }: Refusal): { title: string; text: string } {
  switch (status) {
    case 408:
      return { title: "That took too long", text: "The connection was too slow to be waited for. Nothing was changed. Try again." };
    case 413:
      return {
        title: "That is too much at once",
        text: "Truefolio takes less in one go. Nothing was changed. Send less, or a part at a time.",
      };
    case 429:
      return {
        title: "One moment, please",
        text: `You have asked for this very often in a short time. It goes on in ${retryAfterSeconds < 60 ? `${retryAfterSeconds} seconds` : `${Math.ceil(retryAfterSeconds / 60)} minutes`}; nothing was changed.`,
      };
    case 503:
      return { title: "Truefolio is busy", text: "It can’t answer this now. Try again in a moment." };
  }
}

/** The headers of a refusal. */
export function refusalHeaders({ retryAfterSeconds }: Refusal, contentType: string): Record<string, string> {
  const headers = { "content-type": contentType, "cache-control": "no-store" };
  return retryAfterSeconds === undefined ? headers : { ...headers, "retry-after": String(retryAfterSeconds) };
}

/** A whole page that needs nothing else: not the app, not its styles, not the database. Its words are ours alone. */
export function plainPage({ title, text }: { title: string; text: string }): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title} · Truefolio</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100dvh; display: grid; place-content: center; justify-items: center; padding: 1rem; text-align: center; }
main { display: grid; gap: .75rem; justify-items: center; }
h1 { margin: 0; font-size: 1rem; } p { margin: 0; max-width: 28rem; } a { color: inherit; }
</style></head>
<body><main><h1>${title}</h1><p role="alert">${text}</p><p><a href="">Try again</a></p></main></body></html>
`;
}

/** The body of a refusal and its type: a page for a person who followed a link, JSON for our own pages and for programs. */
export function refusalBody(refusal: Refusal, accept: string): { body: string; contentType: string } {
  const words = refusalWords(refusal);
  if (accept.includes("text/html")) return { body: plainPage(words), contentType: "text/html; charset=utf-8" };
  return { body: JSON.stringify({ message: `${words.title}. ${words.text}` }), contentType: "application/json" };
}

/** The answer of a route handler to somebody who is refused now. */
export function refusalResponse(refusal: Refusal, accept: string): Response {
  const { body, contentType } = refusalBody(refusal, accept);
  return new Response(body, { status: refusal.status, headers: refusalHeaders(refusal, contentType) });
}
