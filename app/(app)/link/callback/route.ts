import { defineRoute } from "@/lib/action/define-route";
import { finishLogin } from "@/lib/linking/login/mutations";

/** Where brokers send people back to. They come from another site, and are known by the state that they bring. */
export const GET = defineRoute(
  [],
  async (actor, _ids, request) => Response.redirect(await finishLogin(actor, request.nextUrl.searchParams), 303),
  {
    visitedFromElsewhere: true,
  },
);
