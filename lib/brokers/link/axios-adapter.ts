import axios, { type AxiosAdapter, type AxiosResponse } from "axios";
import { exactJson } from "../pages";
import { BrokerProblem } from "../problem";
import type { BrokerLink } from "./link";

type Answer = Pick<AxiosResponse, "status" | "statusText" | "headers" | "data">;

/**
 * An answer of status 400 and above, to a client library over axios. It has the answer where axios's own error has it, and nothing of the
 * request, which is full of keys. (It is not axios's error: one library sleeps and repeats when it sees that one.)
 */
export class RefusedRequest extends Error {
  override readonly name = "RefusedRequest";
  constructor(readonly response: Answer) {
    super(`The broker answered with status ${response.status}.`);
  }
}

/**
 * axios over a link's `fetch`, for client libraries that are built on it. Answers are JSON whose numbers are the text they were sent as, and
 * objects already: axios's own reading of text finds nothing left to do.
 */
export function axiosOver(link: Pick<BrokerLink, "fetch">): AxiosAdapter {
  return async (config) => {
    const url = axios.getUri(config);
    const response = await link.fetch(url, {
      method: (config.method ?? "get").toUpperCase(),
      headers: Object.entries(config.headers.toJSON(true)).map(([name, value]) => [name, String(value)]),
      body: config.data ?? null,
    });
    const data = dataOf(await response.text(), response.ok, new URL(url).hostname);
    const { status, statusText } = response;
    const answer = { status, statusText, headers: Object.fromEntries(response.headers), data };
    if (status >= 400) throw new RefusedRequest(answer);
    return { ...answer, config };
  };
}

/** Null for a refusal in another form than JSON: its status says enough. */
function dataOf(text: string, ok: boolean, host: string): unknown {
  try {
    return text === "" ? null : exactJson(text);
  } catch {
    if (ok) throw new BrokerProblem("answer", `${host} sent an answer that is no JSON, or is cut off.`);
    return null;
  }
}
