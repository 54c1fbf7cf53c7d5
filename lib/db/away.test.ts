import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { refusedAnswer } from "@/lib/auth/refused-answer";
import { actorOfSession, openSession } from "@/lib/auth/session";
import { type RequestContext, withinRequest } from "@/lib/http/request-context";
import { freePort } from "@/scripts/runtime/postgres-server";
import { AWAY, noteFault } from "./away";
import { asActorInBulk } from "./bulk";

beforeAll(async () => {
  vi.stubEnv("APP_DATABASE_URL", `postgres://nobody@127.0.0.1:${await freePort()}/nothing`);
  vi.stubEnv("NEXTAUTH_SECRET", "a secret of the tests alone");
  vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
  vi.stubEnv("CREDENTIAL_KEYS", "none");
});
afterAll(() => void vi.unstubAllEnvs());

it.each<[string, () => Promise<unknown>]>([
  ["looking for a session", () => actorOfSession("a session")],
  ["a transaction", () => openSession(1n, "a browser")],
  ["a transaction in bulk", () => asActorInBulk({ userId: "1" } as never, async () => {})],
])("%s that finds no database makes the request at hand one to be asked again", async (_, work) => {
  const context: RequestContext = { id: "1" };
  await expect(withinRequest(context, work)).rejects.toThrow();
  expect(context.refusal).toEqual(AWAY);
});

it("a fault of the program's isn't the database's", () => {
  const context: RequestContext = { id: "1" };
  expect(withinRequest(context, () => noteFault(new Error("a bug")))).toBe(false);
  expect(context.refusal).toBeUndefined();
});

it("next-auth's answer stays as it is, and while the database is away takes nobody's cookie", async () => {
  const answer = () => Response.json({ url: "/sign-in?error=away" }, { status: 401, headers: { "set-cookie": "session=; Max-Age=0" } });
  expect(withinRequest({ id: "1" }, () => refusedAnswer(answer(), ""))).toBeNull();
  const refused = withinRequest({ id: "1", refusal: AWAY }, () => refusedAnswer(answer(), ""));
  expect([refused?.status, refused?.headers.get("retry-after"), refused?.headers.get("set-cookie")]).toEqual([503, "5", null]);
  expect(await refused?.json()).toEqual({ url: "/sign-in?error=away" });
  const redirect = withinRequest({ id: "1", refusal: AWAY }, () => refusedAnswer(Response.redirect("http://localhost/"), "text/html"));
  expect([redirect?.status, await redirect?.text()]).toEqual([503, expect.stringContaining("Try again in a moment")]);
});
