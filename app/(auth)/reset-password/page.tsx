import type { Metadata } from "next";
import { AuthCard } from "@/components/users/auth-card";
import { LinkFollowed, LinkGone } from "@/components/users/link-outcome";
import { ResetPasswordForm } from "@/components/users/reset-password-form";
import { SignInLink } from "@/components/users/sign-in-link";
import { readLink } from "@/lib/users/email/queries";
import { PASSWORD_MIN_LENGTH } from "@/lib/users/schema";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function ResetPasswordPage({ searchParams }: PageProps<"/reset-password">) {
  const { token, done } = await searchParams;
  const { purpose, email } = await readLink(String(token ?? ""));
  return (
    <AuthCard title="Choose a new password" aside={<SignInLink>Back to signing in</SignInLink>}>
      {done === "yes" ? (
        <LinkFollowed>Your password was changed, and you were signed out everywhere. Sign in with the new one.</LinkFollowed>
      ) : purpose === "reset_password" ? (
        <ResetPasswordForm token={String(token)} email={email} passwordMinLength={PASSWORD_MIN_LENGTH} />
      ) : (
        <LinkGone />
      )}
    </AuthCard>
  );
}
