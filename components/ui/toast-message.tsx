"use client";

import { useEffect, useState } from "react";
import { Button } from "./button";
import { Icon } from "./icon";

export interface ToastOptions {
  /** One sentence: what has happened. */
  message: string;
  /** `danger` says that something did not work, and stays until it is dismissed. */
  tone?: "success" | "danger";
  /** What can still be done about it, such as Undo. The toast goes when it is pressed. */
  action?: { label: string; onAction: () => void };
}

/** Milliseconds to read a message, and to read it, decide and get there. */
const READING = 6_000;
const DECIDING = 12_000;

/** One message. Its clock stands still while the pointer or the focus is on it. */
export function ToastMessage({ message, tone = "success", action, onClose }: ToastOptions & { onClose: () => void }) {
  const [held, setHeld] = useState(false);
  const stays = held || tone === "danger";
  const lifetime = action ? DECIDING : READING;
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(onClose, lifetime);
    return () => clearTimeout(timer);
  }, [stays, lifetime, onClose]);
  return (
    <li
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex w-full items-center gap-3 rounded-lg border border-line bg-raised py-2 pr-2 pl-4 text-ink shadow-raised"
    >
      {tone === "danger" ? (
        <Icon name="circle-alert" className="size-4 shrink-0 text-danger" />
      ) : (
        <Icon name="circle-check" className="size-4 shrink-0 text-gain" />
      )}
      <p className="min-w-0 flex-1 py-1">{message}</p>
      {action && (
        <Button
          variant="secondary"
          size="sm"
          onClick={() => {
            onClose();
            action.onAction();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button variant="ghost" size="icon" icon={<Icon name="x" />} aria-label="Dismiss" onClick={onClose} />
    </li>
  );
}
