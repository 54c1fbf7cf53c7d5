"use client";

import "./globals.css";
import { Button } from "@/components/ui/button";

/** When even the layout around all pages fails. It replaces the whole document, so it brings its own; the theme is then the device's. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Truefolio</title>
        <main className="grid min-h-dvh place-content-center justify-items-center gap-3 px-4 text-center">
          <h1 className="text-base font-semibold">Truefolio could not be shown</h1>
          <p role="alert" className="max-w-md text-muted">
            Something went wrong on our side. Nothing was changed.{digest ? ` If it stays, quote reference ${digest}.` : ""}
          </p>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
        </main>
      </body>
    </html>
  );
}
