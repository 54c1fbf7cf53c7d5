import { ibkrFlex } from "@/lib/formats/ibkr-flex";
import type { FormatItem, ParseContext } from "@/lib/formats/types";
import { pagesFormat, type ReadPage } from "../pages";
import { type FlexContents, readContents } from "./contents";
import { lacksOf } from "./needs";

const CONTENTS = new WeakMap<ReadPage, FlexContents[]>();

/** What a page says of the account that was synced; undefined when it says nothing. */
function contentsOf(page: ReadPage, accountId: string): FlexContents | undefined {
  const contents = CONTENTS.get(page) ?? readContents(page.body);
  CONTENTS.set(page, contents);
  return contents.find((each) => each.accountId === accountId);
}

/** The statement's own lines, as its file would have them, of one account only. */
function* readStatement(page: ReadPage, accountId: string, context: ParseContext): Generator<FormatItem> {
  let isOwn = true;
  for (const item of ibkrFlex.parse(new TextEncoder().encode(page.body), context)) {
    if (item.kind === "statement") isOwn = item.statement.accountId === accountId;
    else if (isOwn) yield item;
  }
}

/** What the query leaves out, in the place of the rows that therefore don't come. */
function lacking({ line, ...contents }: FlexContents): FormatItem[] {
  return lacksOf(contents).map(({ needed, problem, mend }) =>
    needed
      ? { kind: "refused", line, problem, expected: "Expected every section that a ledger is made of.", mend }
      : { kind: "skipped", line, reason: `${problem} ${mend}` },
  );
}

/**
 * The statements that the connector brings, read by the format of Flex files: the rows have the same source and the same ids, so that an
 * import of a file and a sync merge. Lines are counted within the statement.
 */
export const ibkrFlexPages = pagesFormat({
  code: "ibkr-flex-api",
  name: "Interactive Brokers Flex query (synced)",
  version: 1,
  brokers: ["ibkr-flex"],
  covers(pages, { account }) {
    const parts = pages.flatMap((page) => contentsOf(page, account.id) ?? []);
    const [from] = parts.flatMap((part) => part.from ?? []).sort();
    const to = parts
      .flatMap((part) => part.to ?? [])
      .sort()
      .at(-1);
    return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  },
  *read(pages, { account }, context) {
    for (const page of pages) {
      const contents = contentsOf(page, account.id);
      if (contents) yield* lacking(contents);
      yield* readStatement(page, account.id, context);
    }
  },
});
