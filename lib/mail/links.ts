import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

/** A page of ours as it stands in a message: under the configured address, never under the one that a request claims to have come to. */
export const linkTo = (path: string, query: Readonly<Record<string, string>> = {}): string => {
  const address = new URL(path, env().NEXTAUTH_URL);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address.href;
};

/** 32 random bytes, as text. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What a token is stored as: whoever reads the table can't follow the link. */
export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("base64url");
