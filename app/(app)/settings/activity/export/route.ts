import { defineRoute } from "@/lib/action/define-route";
import { downloadActivity } from "@/lib/audit/download";

export const GET = defineRoute([], (actor, _ids, request) => downloadActivity(actor, request.nextUrl.searchParams));
