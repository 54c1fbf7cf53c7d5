import { defineRoute } from "@/lib/action/define-route";
import { downloadMapping } from "@/lib/mappings/download";

export const GET = defineRoute(["mappingId"], (actor, { mappingId }) => downloadMapping(actor, mappingId));
