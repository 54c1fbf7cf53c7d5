import { defineRoute } from "@/lib/action/define-route";
import { downloadGains } from "@/lib/performance/download";

export const GET = defineRoute(["id"], (actor, { id }, request) => downloadGains(actor, id, request.nextUrl.searchParams));
