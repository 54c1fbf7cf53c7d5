import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

/** What a provider may do wrong on purpose: what whoever relies on it has to notice. */
const FAULTS = ["none", "nonce", "audience", "signature", "expired"] as const;
type Fault = (typeof FAULTS)[number];

interface Grant {
  redirectUri: string;
  challenge: string;
  nonce: string;
  email: string;
  isVerified: boolean;
  fault: Fault;
}

/** A provider of sign-in on loopback (OpenID Connect Core 1.0, code flow with PKCE): its page asks who somebody is, and believes them. */
export interface OidcServer {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Where it leads back to, and nowhere else. */
  redirectUris: string[];
  close(): Promise<void>;
}

/** The subject is the name before the @, so that an address may change. */
const subjectOf = (email: string) => `subject-${email.split("@")[0]}`;

export async function startOidcServer(): Promise<OidcServer> {
  const [own, foreign] = [await generateKeyPair("RS256"), await generateKeyPair("RS256")];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "1", alg: "RS256", use: "sig" };
  const client = { clientId: "truefolio", clientSecret: randomUUID() };
  const grants = new Map<string, Grant>();
  const state = { issuer: "", redirectUris: [] as string[] };

  const authorize = (query: URLSearchParams, response: ServerResponse) => {
    const isRight =
      query.get("client_id") === client.clientId &&
      query.get("response_type") === "code" &&
      query.get("code_challenge_method") === "S256" &&
      (query.get("scope") ?? "").split(" ").includes("openid") &&
      query.has("state") &&
      query.has("nonce") &&
      state.redirectUris.includes(query.get("redirect_uri") ?? "");
    if (!isRight) return answer(response, 400, "text/plain", "that is no request of a client that I know");
    const kept = [...query].map(([name, value]) => `<input type="hidden" name="${name}" value="${encodeURIComponent(value)}">`).join("");
    const faults = FAULTS.map((fault) => `<option>${fault}</option>`).join("");
    answer(
      response,
      200,
      "text/html; charset=utf-8",
      `<!doctype html><html lang="en"><title>Company</title><h1>Company</h1><form action="/grant">${kept}
       <label>Address <input name="email" type="email"></label><label><input name="verified" type="checkbox" checked> Confirmed</label>
       <label>Fault <select name="fault">${faults}</select></label><button>Let me in</button></form></html>`,
    );
  };

  const grant = (query: URLSearchParams, response: ServerResponse) => {
    const kept = (name: string) => decodeURIComponent(query.get(name) ?? "");
    const code = randomUUID();
    const fault = FAULTS.find((each) => each === query.get("fault")) ?? "none";
    const isVerified = query.has("verified");
    const asked = { redirectUri: kept("redirect_uri"), challenge: kept("code_challenge"), nonce: kept("nonce") };
    grants.set(code, { ...asked, email: query.get("email") ?? "", isVerified, fault });
    const back = new URL(kept("redirect_uri"));
    back.searchParams.set("code", code);
    back.searchParams.set("state", kept("state"));
    response.writeHead(303, { location: back.href }).end();
  };

  const token = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams(await textOf(request));
    const code = form.get("code") ?? "";
    const given = grants.get(code);
    grants.delete(code);
    const login = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString("base64");
    const verifier = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (request.headers.authorization !== `Basic ${login}`) return answer(response, 401, "application/json", '{"error":"invalid_client"}');
    if (!given || given.challenge !== verifier || given.redirectUri !== form.get("redirect_uri"))
      return answer(response, 400, "application/json", '{"error":"invalid_grant"}');
    const { email, isVerified, fault } = given;
    const now = Math.floor(Date.now() / 1000) - (fault === "expired" ? 7_200 : 0);
    const idToken = await new SignJWT({
      email,
      email_verified: isVerified,
      name: "Grace Hopper",
      nonce: fault === "nonce" ? "another" : given.nonce,
    })
      .setProtectedHeader({ alg: "RS256", kid: "1" })
      .setIssuer(state.issuer)
      .setSubject(subjectOf(email))
      .setAudience(fault === "audience" ? "another-client" : client.clientId)
      .setIssuedAt(now)
      .setExpirationTime(now + 600)
      .sign(fault === "signature" ? foreign.privateKey : own.privateKey);
    answer(
      response,
      200,
      "application/json",
      JSON.stringify({ access_token: randomUUID(), token_type: "Bearer", expires_in: 600, id_token: idToken }),
    );
  };

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/.well-known/openid-configuration")
      return answer(response, 200, "application/json", JSON.stringify(described(state.issuer)));
    if (pathname === "/keys") return answer(response, 200, "application/json", JSON.stringify({ keys: [jwk] }));
    if (pathname === "/authorize") return authorize(searchParams, response);
    if (pathname === "/grant") return grant(searchParams, response);
    if (pathname === "/token") return void token(request, response);
    answer(response, 404, "text/plain", "nothing here");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  state.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...client,
    issuer: state.issuer,
    redirectUris: state.redirectUris,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const described = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
  code_challenge_methods_supported: ["S256"],
});

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type }).end(body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}
