import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/next-auth";

/** Options are read per request: the environment is not there yet when `next build` loads this file. */
const handler = (request: NextRequest, context: RouteContext<"/api/auth/[...nextauth]">) =>
  NextAuth(request as never, context as never, authOptions());

export { handler as GET, handler as POST };
