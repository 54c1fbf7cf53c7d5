import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ExplanationView } from "@/components/explain/explanation-view";
import { requireActor } from "@/lib/auth/session";
import { explain } from "@/lib/explain/queries";
import { parseExplainRequest } from "@/lib/explain/schema";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Explained" };

/** One piece, no boundary: somebody else's number must be a 404, and only the query knows. */
export default async function ExplainPage({ params, searchParams }: PageProps<"/explain/[figure]">) {
  const actor = await requireActor();
  const request = parseExplainRequest((await params).figure, await searchParams);
  const explanation = request && (await explain(actor, request));
  if (!explanation) notFound();
  const { timeZone, locale } = await getSettings(actor);
  return <ExplanationView explanation={explanation} timeZone={timeZone} locale={locale} />;
}
