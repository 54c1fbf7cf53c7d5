"use client";

import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { ToastMessage, type ToastOptions } from "./toast-message";

type Show = (toast: ToastOptions) => void;

const ToastContext = createContext<Show | null>(null);

/** More than this would cover the page; the oldest gives way. */
const MOST = 3;

/** Holds the toasts of the app. Once, in the root layout: a toast outlives the page that it came from. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (ToastOptions & { key: number })[]>([]);
  const next = useRef(0);
  const show = useCallback<Show>((toast) => {
    const key = next.current++;
    setToasts((shown) => [...shown, { ...toast, key }].slice(-MOST));
  }, []);
  const close = useCallback((key: number) => setToasts((shown) => shown.filter((toast) => toast.key !== key)), []);
  return (
    <ToastContext value={show}>
      {children}
      <section aria-label="Notifications" className="pointer-events-none fixed inset-x-3 bottom-3 z-60 sm:right-4 sm:left-auto sm:w-96">
        {/* Present from the start: a live region that arrives together with its text is not read. */}
        <ol aria-live="polite" aria-relevant="additions" className="space-y-2">
          {toasts.map(({ key, ...toast }) => (
            <Closing key={key} id={key} close={close} toast={toast} />
          ))}
        </ol>
      </section>
    </ToastContext>
  );
}

/** Binds a message to its key, so that its clock isn't started anew whenever another message comes. */
function Closing({ id, close, toast }: { id: number; close: (id: number) => void; toast: ToastOptions }) {
  const onClose = useCallback(() => close(id), [close, id]);
  return <ToastMessage {...toast} onClose={onClose} />;
}

/** Says something in the corner of the page, whatever page comes next: `toast({ message: "Deleted.", action: { label: "Undo", … } })`. */
export function useToast(): Show {
  const show = useContext(ToastContext);
  if (!show) throw new Error("useToast needs a ToastProvider above it");
  return show;
}
