/** Where to go after signing in: a path of ours, and nothing else (`//evil`, `\\evil`, `javascript:` and other origins are not). */
export function safeCallbackPath(candidate: string | null | undefined): string {
  const home = "/portfolios";
  if (!candidate?.startsWith("/") || candidate.startsWith("//")) return home;
  if (/[\\\p{Cc}]/u.test(candidate)) return home;
  const base = "http://truefolio.invalid";
  if (!URL.canParse(candidate, base)) return home;
  const url = new URL(candidate, base);
  return url.origin === base && !url.pathname.startsWith("//") && !url.pathname.startsWith("/sign-")
    ? url.pathname + url.search + url.hash
    : home;
}
