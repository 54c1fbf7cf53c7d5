"use client";

import { UserMenu } from "@/components/shell/user-menu";

/** Fetched when it is called: on every page it is there, and on nearly none it is used. */
const signOut = async () => (await import("next-auth/react")).signOut({ callbackUrl: "/sign-in" });

/** The person's menu in the header. Signing out also ends the session on the server, where a copied cookie would otherwise live on. */
export function SignedInMenu({ name, email }: { name: string; email: string }) {
  return <UserMenu name={name} email={email} onSignOut={signOut} />;
}
