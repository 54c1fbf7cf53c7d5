import "server-only";
import CredentialsProvider from "next-auth/providers/credentials";
import { throwCode } from "./fault-code";
import { personOfPasskey } from "./passkey-ceremony";
import { inBrowser, rememberedBrowser } from "./passkey-challenge";
import { openSession } from "./session";

/** Signing in with a passkey, through the same endpoints and to the same cookie as with a password (lib/auth/next-auth.ts). */
export function passkeyProvider() {
  return CredentialsProvider({
    id: "passkey",
    credentials: { answer: {} },
    async authorize(credentials, request) {
      const entered = await enter(credentials?.answer, String(request.headers?.["user-agent"] ?? "")).catch(throwCode);
      if (!entered) throw new Error("passkey");
      return entered;
    },
  });
}

async function enter(answer: unknown, userAgent: string): Promise<{ id: string; sessionSecret: string } | null> {
  const browser = await rememberedBrowser();
  const userId = browser && (await personOfPasskey(inBrowser(browser), readAnswer(answer)));
  return userId ? { id: userId.toString(), sessionSecret: await openSession(userId, userAgent) } : null;
}

function readAnswer(json: unknown): unknown {
  if (typeof json !== "string" || json.length > 50_000) return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
