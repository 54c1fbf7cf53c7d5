import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/users/auth-card";
import { SignInForm } from "@/components/users/sign-in-form";
import { safeCallbackPath } from "@/lib/auth/callback-url";
import { canHavePasskeys } from "@/lib/auth/passkey-ceremony";
import { currentActor } from "@/lib/auth/session";
import { providerNames } from "@/lib/oidc/providers";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { callbackUrl, error } = await searchParams;
  // Somebody who wanted to connect another site comes back here too.
  if (await currentActor()) redirect(error ? `/settings?refusal=${encodeURIComponent(String(error))}#security` : "/portfolios");
  const destination = safeCallbackPath(single(callbackUrl));
  return (
    <AuthCard
      title="Sign in"
      aside={
        <>
          New here?{" "}
          <Link href="/sign-up" className="text-link">
            Create an account
          </Link>
          <br />
          <Link href="/forgot-password" className="text-link">
            Forgot your password?
          </Link>
        </>
      }
    >
      <SignInForm hasPasskeys={canHavePasskeys()} destination={destination} providers={providerNames()} refusal={single(error)} />
    </AuthCard>
  );
}

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
