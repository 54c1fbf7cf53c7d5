"use client";

import { signIn } from "next-auth/react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ProviderName } from "@/lib/oidc/schema";

interface ProviderButtonsProps {
  providers: readonly ProviderName[];
  /** A path of ours, already checked: where they lead back to. */
  destination: string;
}

/** Lead to the providers of sign-in that this server has. */
export function ProviderButtons({ providers, destination }: ProviderButtonsProps) {
  const [leaving, setLeaving] = useState(false);
  return providers.map(({ id, name }) => (
    <Button
      key={id}
      variant="secondary"
      disabled={leaving}
      onClick={() => {
        setLeaving(true);
        void signIn(id, { callbackUrl: destination });
      }}
    >
      Continue with {name}
    </Button>
  ));
}
