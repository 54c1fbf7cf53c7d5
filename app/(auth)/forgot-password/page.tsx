import type { Metadata } from "next";
import { AuthCard } from "@/components/users/auth-card";
import { ForgotPasswordForm } from "@/components/users/forgot-password-form";
import { SignInLink } from "@/components/users/sign-in-link";

export const metadata: Metadata = { title: "Forgot your password?" };

export default function ForgotPasswordPage() {
  return (
    <AuthCard title="Forgot your password?" aside={<SignInLink>Back to signing in</SignInLink>}>
      <ForgotPasswordForm />
    </AuthCard>
  );
}
