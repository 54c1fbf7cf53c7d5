import { defineRoute } from "@/lib/action/define-route";
import { answerPreview } from "@/lib/mappings/queries";

/** The body is a mapping; the answer is what it makes of the first rows of the file. */
export const POST = defineRoute(["id", "importId"], (actor, { id, importId }, request) => answerPreview(actor, id, importId, request));
