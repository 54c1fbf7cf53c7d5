import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/users/auth-card";
import { SignInForm } from "@/components/users/sign-in-form";
import { safeCallbackPath } from "@/lib/auth/callback-url";
import { canHavePasskeys } from "@/lib/auth/passkey-ceremony";
import { currentActor } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  if (await currentActor()) redirect("/portfolios");
  const { callbackUrl, error } = await searchParams;
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
      <SignInForm hasPasskeys={canHavePasskeys()} destination={safeCallbackPath(single(callbackUrl))} refusal={single(error)} />
    </AuthCard>
  );
}

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
