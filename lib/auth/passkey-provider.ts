import "server-only";
import CredentialsProvider from "next-auth/providers/credentials";
import { personOfPasskey } from "./passkey-ceremony";
import { inBrowser, rememberedBrowser } from "./passkey-challenge";
import { openSession } from "./session";

/** Signing in with a passkey, through the same endpoints and to the same cookie as with a password (lib/auth/next-auth.ts). */
export function passkeyProvider() {
  return CredentialsProvider({
    id: "passkey",
    credentials: { answer: {} },
    async authorize(credentials, request) {
      const browser = await rememberedBrowser();
      const userId = browser && (await personOfPasskey(inBrowser(browser), readAnswer(credentials?.answer)));
      if (!userId) throw new Error("passkey");
      const sessionSecret = await openSession(userId, String(request.headers?.["user-agent"] ?? ""));
      return { id: userId.toString(), sessionSecret };
    },
  });
}

function readAnswer(json: unknown): unknown {
  if (typeof json !== "string" || json.length > 50_000) return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
