import Link from "next/link";
import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";

/** What a link from a message did. */
export function LinkFollowed({ children }: { children: ReactNode }) {
  return <Alert tone="success">{children}</Alert>;
}

export function LinkGone() {
  return (
    <Alert tone="warning" title="This link is no longer good">
      It was used already, is too old, or a newer one was sent. For a password you can{" "}
      <Link href="/forgot-password" className="text-link">
        ask for a new link
      </Link>
      ; for an address, in your settings.
    </Alert>
  );
}
