import { defineRoute } from "@/lib/action/define-route";
import { getUndoEffect } from "@/lib/imports/undo-effect/queries";

/** What undoing an import would do: asked for when somebody is about to. */
export const GET = defineRoute(["id", "importId"], async (actor, { id, importId }) => {
  const effect = await getUndoEffect(actor, id, importId);
  return effect && Response.json(effect, { headers: { "cache-control": "no-store" } });
});
