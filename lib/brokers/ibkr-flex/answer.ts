import { FormatError } from "@/lib/formats/types";
import { readXml } from "@/lib/formats/xml";
import { BrokerProblem } from "../problem";

/** What the service says while it has no statement to give. Codes are text: `1019`. */
export interface FlexAnswer {
  code: string | null;
  reference: string | null;
  /** Where the statement will be. */
  address: string | null;
}

const NOT_UNDERSTOOD = "Interactive Brokers answered in a form that this version doesn't know.";

/**
 * Reads an answer of the service; null when it is a statement. Only the body counts: the service answers failures with status 200 too.
 * @throws BrokerProblem of kind `answer` for what is neither, is cut off, or declares a document type
 */
export function readReply(text: string): FlexAnswer | null {
  const said = new Map<string, string>();
  try {
    for (const { kind, element } of readXml(text)) {
      if (element.parent === null) {
        if (element.name === "FlexQueryResponse") return null;
        if (element.name !== "FlexStatementResponse") throw new BrokerProblem("answer", NOT_UNDERSTOOD);
      } else if (kind === "close") said.set(element.name, element.text.trim());
    }
  } catch (error) {
    throw unreadable(error);
  }
  const [code, reference, address] = ["ErrorCode", "ReferenceCode", "Url"].map((name) => said.get(name) || null);
  const answer = { code: code ?? null, reference: reference ?? null, address: address ?? null };
  if (answer.code === null && answer.reference === null) throw new BrokerProblem("answer", NOT_UNDERSTOOD);
  return answer;
}

/** The problem with a text that the parser refuses; anything else stays as it is. */
export function unreadable(error: unknown): unknown {
  return error instanceof FormatError ? new BrokerProblem("answer", `Interactive Brokers sent no whole answer. ${error.message}`) : error;
}
