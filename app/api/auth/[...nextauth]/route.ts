import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/next-auth";
import { refusedAnswer } from "@/lib/auth/refused-answer";

/** Options are read per request: the environment is not there yet when `next build` loads this file. */
async function handler(request: NextRequest, context: RouteContext<"/api/auth/[...nextauth]">): Promise<Response> {
  const answer: Response = await NextAuth(request as never, context as never, authOptions());
  return refusedAnswer(answer, request.headers.get("accept") ?? "") ?? answer;
}

export { handler as GET, handler as POST };
