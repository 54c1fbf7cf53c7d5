"use client";
import { useCallback, useState } from "react";
import type { Mapping } from "@/lib/formats/mapped/mapping";

/** Changes the mapping on the screen by what it is now. */
export type EditMapping = (change: (now: Mapping) => Mapping) => void;

export function useMapping(first: Mapping): { mapping: Mapping; edit: EditMapping } {
  const [mapping, setMapping] = useState(first);
  const edit = useCallback<EditMapping>((change) => setMapping((now) => change(now)), []);
  return { mapping, edit };
}
