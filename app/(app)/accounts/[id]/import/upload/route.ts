import { z } from "zod";
import { defineRoute } from "@/lib/action/define-route";
import { beginUpload } from "@/lib/imports/upload";

const announcedSchema = z.object({
  name: z.string().max(1000),
  size: z.number().int().min(0),
  fingerprint: z.string().max(200).default(""),
  seal: z.boolean().default(false),
});

/** Announces a file (`{ name, size, fingerprint, seal }`); answers with the import and the byte to go on from, or with a refusal. */
export const POST = defineRoute(["id"], async (actor, { id }, request) => {
  const announced = announcedSchema.safeParse(await request.json().catch(() => null));
  const answer = announced.success
    ? await beginUpload(actor, id, announced.data)
    : { problem: "The upload was not announced as it should be.", mend: "Reload the page, and choose the file again." };
  return answer && Response.json(answer, { headers: { "cache-control": "no-store" } });
});
