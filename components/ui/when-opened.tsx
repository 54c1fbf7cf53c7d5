"use client";

import { type ReactNode, Suspense, useState } from "react";

/**
 * Renders an overlay from the first time it is opened on, closing animation included; before that nothing, not even its code. The
 * accessible overlay library weighs more than a third of what a page may load, and most pages are read without opening anything: popups
 * are `lazy` modules, fetched ahead when the pointer or the focus reaches what opens them.
 */
export function WhenOpened({ open, children }: { open: boolean; children: ReactNode }) {
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  return wanted && <Suspense fallback={null}>{children}</Suspense>;
}
