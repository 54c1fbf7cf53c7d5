"use client";

import { type ComponentType, lazy, Suspense, useState } from "react";

/**
 * An overlay whose code arrives when it is first wanted. The accessible overlay library weighs more than a third of what a page may load,
 * and most pages are read without opening anything.
 *
 * `Overlay` renders nothing until `open` is first true and stays mounted from then on, for its closing animation; `preload` fetches the
 * code ahead: call it when the pointer or the focus reaches what opens it.
 */
export function lazyOverlay<Props extends { open: boolean }>(load: () => Promise<ComponentType<Props>>) {
  const Popup = lazy(async () => ({ default: await load() }));

  function Overlay(props: Props) {
    const [wanted, setWanted] = useState(props.open);
    if (props.open && !wanted) setWanted(true);
    if (!wanted) return null;
    return (
      <Suspense fallback={null}>
        <Popup {...props} />
      </Suspense>
    );
  }

  // A failed preload is no news: opening asks again, and then the failure shows.
  return { Overlay, preload: () => void load().catch(() => undefined) };
}
