"use client";

import { useEffect, useRef, useState } from "react";
import { TextField } from "@/components/form/text-field";
import { cx } from "@/components/ui/class-names";
import { passwordStrength } from "@/lib/users/common-passwords";

const WORDS = {
  0: "",
  1: "Easy to guess. Choose something that no list has.",
  2: "Fair. A few more words would make it strong.",
  3: "Good.",
  4: "Strong.",
} as const;
const STEPS = [1, 2, 3, 4] as const;

/** A field for a password that is being chosen: what is required, and in words how it is coming along. The server decides, not the hint. */
export function NewPasswordField({ name, label, minLength }: { name: string; label: string; minLength: number }) {
  const [password, setPassword] = useState("");
  const field = useRef<HTMLDivElement>(null);
  // A form that has been accepted empties itself, and that is no input event.
  useEffect(() => {
    const form = field.current?.closest("form");
    const clear = () => setPassword("");
    form?.addEventListener("reset", clear);
    return () => form?.removeEventListener("reset", clear);
  }, []);
  const missing = minLength - password.length;
  const strength = passwordStrength(password);
  const verdict = password && missing > 0 ? `${missing} more ${missing === 1 ? "character" : "characters"} needed.` : WORDS[strength];
  return (
    <div
      ref={field}
      className="grid gap-2"
      onInput={(event) => event.target instanceof HTMLInputElement && setPassword(event.target.value)}
    >
      <TextField
        name={name}
        label={label}
        type="password"
        autoComplete="new-password"
        required
        hint={`At least ${minLength} characters.`}
      />
      <div className="flex items-center gap-3">
        <div aria-hidden className="flex w-24 gap-1">
          {STEPS.map((step) => (
            <span key={step} className={cx("h-1 flex-1 rounded-full", missing <= 0 && step <= strength ? "bg-accent" : "bg-line")} />
          ))}
        </div>
        <p aria-live="polite" className="min-h-5 text-muted">
          {verdict}
        </p>
      </div>
    </div>
  );
}
