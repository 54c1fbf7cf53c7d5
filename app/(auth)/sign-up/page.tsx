import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/users/auth-card";
import { SignUpForm } from "@/components/users/sign-up-form";
import { currentActor } from "@/lib/auth/session";
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
      <SignUpForm passwordMinLength={PASSWORD_MIN_LENGTH} />
    </AuthCard>
  );
}
