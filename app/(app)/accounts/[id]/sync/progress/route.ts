import { getAccount } from "@/lib/accounts/queries";
import { defineRoute } from "@/lib/action/define-route";
import { getOpenRun } from "@/lib/sync/queries";

export const GET = defineRoute(["id"], async (actor, { id }) => {
  if (!(await getAccount(actor, id))) return null;
  return Response.json({ run: await getOpenRun(actor, id) }, { headers: { "cache-control": "no-store" } });
});
