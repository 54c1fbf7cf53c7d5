"use client";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";

interface SearchFieldProps {
  value: string;
  /** Called with the text when it has rested for `delay`, and at once on Enter. */
  onSearch: (text: string) => void;
  /** Milliseconds; 0 where the answer is on this page already. */
  delay?: number;
  placeholder: string;
  /** The name under which a form without a script sends it. */
  name?: string;
}

/** The field that narrows a table as one types. */
export function SearchField({ value, onSearch, delay = 0, placeholder, name = "q" }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const asked = useRef(value);
  // The value changes from outside when the filters are cleared; an answer to what was typed a moment ago is no reason to take back letters.
  useEffect(() => {
    if (value !== asked.current) setText(value);
    asked.current = value;
  }, [value]);
  useEffect(() => {
    if (text === asked.current) return;
    const ask = () => {
      asked.current = text;
      onSearch(text);
    };
    if (delay === 0) return ask();
    const timer = setTimeout(ask, delay);
    return () => clearTimeout(timer);
  }, [text, delay, onSearch]);
  return (
    <span className="relative block">
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-muted" />
      <Input
        type="search"
        name={name}
        aria-label="Search"
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        className="pl-9"
      />
    </span>
  );
}
