"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import type { IdentityProof } from "@/lib/action/outcome";
import { IdentityForm } from "./identity-form";

/** @param destination a path of ours, already checked: what the person asked for. A download leaves them on this page. */
export function ConfirmThenGo({ destination, proofs }: { destination: string; proofs: readonly IdentityProof[] }) {
  const [isProved, setProved] = useState(false);
  const goOn = () => {
    setProved(true);
    location.assign(destination);
  };
  if (!isProved) return <IdentityForm proofs={proofs} onProved={goOn} />;
  return (
    <Alert tone="success" title="Thank you.">
      <a href={destination} className="text-link">
        Go on
      </a>{" "}
      if the page doesn’t by itself.
    </Alert>
  );
}
