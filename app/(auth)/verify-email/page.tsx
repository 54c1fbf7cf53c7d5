import type { Metadata } from "next";
import { AuthCard } from "@/components/users/auth-card";
import { LinkFollowed, LinkGone } from "@/components/users/link-outcome";
import { SignInLink } from "@/components/users/sign-in-link";
import { VerifyEmailForm } from "@/components/users/verify-email-form";
import { readLink } from "@/lib/users/email/queries";

export const metadata: Metadata = { title: "Confirm your address" };

export default async function VerifyEmailPage({ searchParams }: PageProps<"/verify-email">) {
  const { token, done } = await searchParams;
  const { purpose, email } = await readLink(String(token ?? ""));
  return (
    <AuthCard title="Confirm your address" aside={<SignInLink>Go to Truefolio</SignInLink>}>
      {done === "yes" ? (
        <LinkFollowed>Your address is confirmed.</LinkFollowed>
      ) : purpose === "gone" || purpose === "reset_password" ? (
        <LinkGone />
      ) : (
        <VerifyEmailForm token={String(token)} email={email} createsAccount={purpose === "sign_up"} />
      )}
    </AuthCard>
  );
}
