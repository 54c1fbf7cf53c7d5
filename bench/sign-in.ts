/** By the sign-in form's own endpoint; the session's cookie. @throws when that is refused */
export async function signIn(address: string, email: string, password: string): Promise<string> {
  const token = await fetch(`${address}/api/auth/csrf`);
  const { csrfToken } = (await token.json()) as { csrfToken: string };
  const cookies = token.headers.getSetCookie().map((each) => each.split(";")[0] ?? "");
  const answer = await fetch(`${address}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookies.join("; "), origin: address, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const session = answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0] ?? "")
    .filter((each) => each.includes("session-token"));
  if (session.length === 0) throw new Error(`signing in failed with status ${answer.status}`);
  return session.join("; ");
}
