"use client";

import { useEffect, useState } from "react";
import { Button } from "./button";
import { Icon } from "./icon";

interface CopyButtonProps {
  /** What is copied; as a function where only the browser knows it. */
  text: string | (() => string);
  /** Names what is copied: "Copy account number". */
  label: string;
  /** The label is on the button, beside the icon. */
  isLabelled?: boolean;
}

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label, isLabelled = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    // Browsers offer the clipboard to secure pages only; elsewhere the text is on the page to be selected.
    await navigator.clipboard?.writeText(typeof text === "string" ? text : text());
    setCopied(navigator.clipboard !== undefined);
  };
  const icon = copied ? <Icon name="check" /> : <Icon name="copy" />;
  return (
    <>
      {isLabelled ? (
        <Button variant="secondary" onClick={copy} icon={icon}>
          {label}
        </Button>
      ) : (
        <Button variant="ghost" size="icon" aria-label={label} title={label} onClick={copy} icon={icon} />
      )}
      <span role="status" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </>
  );
}
