import { signIn } from "next-auth/react";
import { signInMessage } from "./sign-in-message";

/** Signs in through next-auth's endpoint, which sets the session cookie. Null when that worked, else the sentence to show. */
export async function refusalOf(credentials: { email: string; password: string }): Promise<string | null> {
  try {
    const result = await signIn("credentials", { ...credentials, redirect: false });
    return result?.ok && !result.error ? null : signInMessage(result?.error ?? "");
  } catch {
    // Only fetch fails here, and its own message ("Failed to fetch") helps nobody.
    return "The server can't be reached. Check your connection, then try again.";
  }
}
