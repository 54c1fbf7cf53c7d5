import { signIn } from "next-auth/react";

/**
 * Signs in through next-auth's endpoint, which sets the session cookie.
 * @param provider of lib/auth/next-auth.ts
 * @returns null when that worked, else the code of the refusal (sign-in-message.ts)
 */
async function refusalOf(provider: "credentials" | "passkey", fields: Readonly<Record<string, string>>): Promise<string | null> {
  try {
    const result = await signIn(provider, { ...fields, redirect: false });
    return result?.ok && !result.error ? null : (result?.error ?? "unknown");
  } catch {
    // Only fetch fails here, and its own message ("Failed to fetch") helps nobody.
    return "unreachable";
  }
}

export interface Credentials {
  email: string;
  password: string;
  /** Of the second factor, once it was asked for. */
  code?: string;
}

export const signInWithPassword = (credentials: Credentials): Promise<string | null> => refusalOf("credentials", { ...credentials });

/** @param answer what the browser signed, as JSON */
export const signInWithPasskey = (answer: string): Promise<string | null> => refusalOf("passkey", { answer });
