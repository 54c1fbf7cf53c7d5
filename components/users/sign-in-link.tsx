import Link from "next/link";
import type { ReactNode } from "react";

export function SignInLink({ children }: { children: ReactNode }) {
  return (
    <Link href="/sign-in" className="text-link">
      {children}
    </Link>
  );
}
