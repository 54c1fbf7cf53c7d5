"use client";

import { signOut } from "next-auth/react";
import { UserMenu } from "@/components/shell/user-menu";

/** The person's menu in the header. Signing out also ends the session on the server, where a copied cookie would otherwise live on. */
export function SignedInMenu({ name, email }: { name: string; email: string }) {
  return <UserMenu name={name} email={email} onSignOut={() => signOut({ callbackUrl: "/sign-in" })} />;
}
