import { defineRoute } from "@/lib/action/define-route";
import { downloadRefused } from "@/lib/imports/download";

/** The refused lines of an import, as CSV. */
export const GET = defineRoute(["id", "importId"], (actor, { id, importId }) => downloadRefused(actor, id, importId));
