"use client";
import { CopyButton } from "@/components/ui/copy-button";

/** What can be taken along: the derivation in words, and an address that will always show this number. */
export function CopyExplanation({ text, link }: { text: string; link: string }) {
  const address = () => `${window.location.origin}${link}`;
  return (
    <>
      <CopyButton label="Copy as text" text={() => `${text}\n\n${address()}\n`} isLabelled />
      <CopyButton label="Copy link" text={address} isLabelled />
    </>
  );
}
