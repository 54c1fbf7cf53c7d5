import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { ProviderButtons } from "@/components/oidc/provider-buttons";
import { AuthCard } from "@/components/users/auth-card";
import { SignUpForm } from "@/components/users/sign-up-form";
import { currentActor } from "@/lib/auth/session";
import { providerNames } from "@/lib/oidc/providers";
import { PASSWORD_MIN_LENGTH } from "@/lib/users/schema";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage() {
  if (await currentActor()) redirect("/portfolios");
  return (
    <AuthCard
      title="Create an account"
      aside={
        <>
          Already have one?{" "}
          <Link href="/sign-in" className="text-link">
            Sign in
          </Link>
        </>
      }
    >
      <div className="grid gap-4">
        <SignUpForm passwordMinLength={PASSWORD_MIN_LENGTH} />
        <ProviderButtons providers={providerNames()} destination="/portfolios" />
      </div>
    </AuthCard>
  );
}
