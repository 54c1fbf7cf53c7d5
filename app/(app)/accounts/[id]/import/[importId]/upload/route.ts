import { z } from "zod";
import { defineRoute } from "@/lib/action/define-route";
import { PIECE_BYTES, readPiece, takePiece } from "@/lib/imports/upload";

const offsetSchema = z.coerce.number().int().min(0);

/** Takes the piece of a file that begins at the byte `?at=`; answers with the byte to go on from. */
export const POST = defineRoute(["id", "importId"], async (actor, { id, importId }, request) => {
  const offset = offsetSchema.safeParse(request.nextUrl.searchParams.get("at"));
  const piece = offset.success ? await readPiece(request.body) : null;
  if (!offset.success || piece === null)
    return new Response(`A piece has at most ${PIECE_BYTES} bytes, and ?at= says where it begins.`, { status: 400 });
  const state = await takePiece(actor, { accountId: id, importId }, offset.data, piece);
  return state && Response.json(state, { headers: { "cache-control": "no-store" } });
});
