import { defineRoute } from "@/lib/action/define-route";
import { getProgress } from "@/lib/imports/queries";

export const GET = defineRoute(["id", "importId"], async (actor, { importId }) => {
  const progress = await getProgress(actor, importId);
  return progress && Response.json(progress, { headers: { "cache-control": "no-store" } });
});
