import type { Metadata } from "next";
import { NothingHere } from "@/components/portfolios/nothing-here";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto w-full max-w-2xl px-4 py-16">
      <NothingHere />
    </main>
  );
}
