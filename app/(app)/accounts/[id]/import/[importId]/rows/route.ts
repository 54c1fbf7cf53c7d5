import { defineRoute } from "@/lib/action/define-route";
import { parseRowId } from "@/lib/db/row-id";
import { LINE_FILTERS } from "@/lib/imports/outcomes";
import { isImportOf } from "@/lib/imports/queries";
import { listImportRows } from "@/lib/imports/rows/queries";

/** `?outcome=refused&after=123`: the next lines of a preview. */
export const GET = defineRoute(["id", "importId"], async (actor, { id, importId }, request) => {
  if (!(await isImportOf(actor, id, importId))) return null;
  const query = request.nextUrl.searchParams;
  const outcome = LINE_FILTERS.find((each) => each === query.get("outcome"));
  const after = parseRowId(query.get("after") ?? "");
  return Response.json(await listImportRows(actor, importId, { ...(outcome ? { outcome } : {}), ...(after ? { after } : {}) }));
});
