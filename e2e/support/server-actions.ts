import { type APIRequestContext, type APIResponse, test } from "@playwright/test";
import { actionBody, type ServerAction } from "@/scripts/testing/server-actions";

/** The origin of our own pages. */
export const ownOrigin = (): string => new URL(test.info().project.use.baseURL ?? "").origin;

/**
 * Calls an action as the browser does.
 *
 * @param origin null leaves the header out
 */
export function callAction(
  request: APIRequestContext,
  { id }: ServerAction,
  fields: Readonly<Record<string, string | File>>,
  origin: string | null = ownOrigin(),
  headers: Readonly<Record<string, string>> = {},
): Promise<APIResponse> {
  return request.post("/sign-in", {
    multipart: actionBody(fields),
    maxRedirects: 0,
    failOnStatusCode: false,
    headers: { ...headers, "next-action": id, ...(origin === null ? {} : { origin }) },
  });
}
