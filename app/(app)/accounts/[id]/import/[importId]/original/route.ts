import { defineRoute } from "@/lib/action/define-route";
import { downloadOriginal } from "@/lib/imports/history/download";

export const GET = defineRoute(["id", "importId"], (actor, { id, importId }) => downloadOriginal(actor, id, importId));
