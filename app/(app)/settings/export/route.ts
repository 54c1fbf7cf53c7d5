import { defineRoute } from "@/lib/action/define-route";
import { downloadEverything } from "@/lib/export/download";

/** A POST, so that nobody is led here by a link: it opens sealed files. */
export const POST = defineRoute([], (actor) => downloadEverything(actor), { recentSignIn: true });
