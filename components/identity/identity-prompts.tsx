"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { IdentityPromptContext, type IdentityPromptProps } from "@/components/form/identity-prompt";

const IdentityDialog = lazy(() => import("./identity-dialog").then((module) => ({ default: module.IdentityDialog })));

function Prompt(props: IdentityPromptProps) {
  return (
    <Suspense fallback={null}>
      <IdentityDialog {...props} />
    </Suspense>
  );
}

/** Lets every form inside ask for a proof of who is there, when its action wants a recent one. */
export function IdentityPrompts({ children }: { children: ReactNode }) {
  return <IdentityPromptContext value={Prompt}>{children}</IdentityPromptContext>;
}
