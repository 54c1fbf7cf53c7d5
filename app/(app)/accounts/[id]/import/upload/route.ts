import { defineRoute } from "@/lib/action/define-route";
import { receiveUpload } from "@/lib/imports/upload";

/** The file's bytes are the body, its name the header `x-file-name` (percent-encoded). */
export const POST = defineRoute(["id"], (actor, { id }, request) =>
  receiveUpload(
    actor,
    id,
    fileNameOf(request.headers.get("x-file-name")),
    request.body,
    Number(request.headers.get("content-length") ?? 0),
  ),
);

function fileNameOf(header: string | null): string {
  try {
    return decodeURIComponent(header ?? "file");
  } catch {
    // A stray percent sign: the name is shown and nothing else, so the raw text does.
    return header ?? "file";
  }
}
