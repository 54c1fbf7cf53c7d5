"use client";
import { useEffect, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";

interface SearchFieldProps {
  value: string;
  /** Called with the text once it has rested for `delay`. */
  onSearch: (text: string) => void;
  /** Milliseconds; 0 where the answer is on this page already. */
  delay?: number;
  placeholder: string;
}

/** The field that narrows a table as one types. A form without a script sends it as `q`. */
export function SearchField({ value, onSearch, delay = 0, placeholder }: SearchFieldProps) {
  const [typed, setTyped] = useState({ text: value, asked: value, value });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The value changes from outside when filters are cleared. The answer to what was asked a moment ago takes no newer letters back.
  if (typed.value !== value) setTyped({ text: value === typed.asked ? typed.text : value, asked: value, value });

  const type = (text: string) => {
    clearTimeout(timer.current);
    setTyped((state) => ({ ...state, text }));
    const ask = () => {
      setTyped((state) => ({ ...state, asked: text }));
      onSearch(text);
    };
    if (delay === 0) ask();
    else timer.current = setTimeout(ask, delay);
  };
  return (
    <span className="relative block">
      <Icon name="search" className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-muted" />
      <Input
        type="search"
        name="q"
        aria-label="Search"
        placeholder={placeholder}
        value={typed.text}
        onChange={(event) => type(event.target.value)}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        className="pl-9"
      />
    </span>
  );
}
