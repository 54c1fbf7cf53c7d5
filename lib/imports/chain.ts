import type { Outcome } from "./outcomes";

/**
 * What is left of one ledger row when one of the imports that spoke of it is taken back. Pure.
 *
 * The lines that speak of a row are a chain, in the order of their imports. Each met the row as the one before left it; without the import
 * they meet another. So the lines that follow are compared anew, by the same rules as when they were imported, and the row becomes what the
 * last of them makes of it. What a person did in between stays theirs: from an edit on, nothing of the chain is touched.
 */

/** A line of an import that is in the ledger, and what it did to the row. */
export interface Link {
  id: string;
  /** Of the import that is taken back. */
  mine: boolean;
  kind: "transaction" | "removal";
  outcome: Outcome;
  contentHash: string | null;
  choice: "file" | "mine" | null;
  /** The row as it was before this line, where the line changed it; `tombstone`: a person had deleted it. */
  before: Before | "tombstone" | null;
}

interface Before {
  hash: string | null;
  edited: boolean;
}

export interface Chain {
  /** In the order of their imports. */
  links: readonly Link[];
  /** The row as it stands now. */
  row: "absent" | "plain" | "edited";
}

/** Where the content of a row is to be found: in a line itself, or in what that line kept of the row before it. */
export interface Source {
  from: "line" | "previous";
  id: string;
}

/** What a line is from now on. */
export interface Amended {
  id: string;
  outcome: Outcome;
  /** Null: the one that it has. */
  reason: string | null;
  previous: Source | "tombstone" | null;
}

export interface Unwound {
  lines: Amended[];
  /** `bury`: it is deleted, and stays deleted when its file comes again. */
  row: "leave" | "delete" | "bury" | { write: Source };
}

type State = { is: "absent" } | { is: "buried" } | { is: "theirs" } | ({ is: "row"; content: Source } & Before);

const DELETED = "You deleted this row; it stays deleted.";
const EDITED = "You edited this row; your version stays.";
const DIFFERS = "The file differs from the row you have, which nobody has edited.";
const CONTRIBUTING: readonly Outcome[] = ["new", "changed", "removed"];

export function unwind({ links, row }: Chain): Unwound {
  const at = links.findIndex(({ mine, outcome }) => mine && CONTRIBUTING.includes(outcome));
  const first = links[at];
  if (!first) return { lines: [], row: "leave" };
  const rest = links.slice(at).filter(({ mine }) => !mine);
  const walk = new Walk(stateBefore(first), first.outcome === "removed");
  for (const link of rest) walk.meet(link);
  return { lines: walk.lines, row: rowAfter(walk, row, first, rest) };
}

function stateBefore({ id, before }: Link): State {
  if (before === null) return { is: "absent" };
  return before === "tombstone" ? { is: "buried" } : { is: "row", content: { from: "previous", id }, ...before };
}

/** What happens to the row itself. */
function rowAfter({ state, removalTakenBack }: Walk, row: Chain["row"], first: Link, rest: readonly Link[]): Unwound["row"] {
  if (state.is === "theirs") return "leave";
  if (state.is === "absent") return "delete";
  if (state.is === "buried") return "bury";
  if (row === "edited") return "leave";
  if (row === "plain" || removalTakenBack) return { write: state.content };
  // A person deleted it. That stays, unless nobody but the import that is taken back had brought it by then.
  const onlyAfterwards = rest.every(({ kind, outcome }) => kind === "removal" || outcome === "kept");
  return first.before === null && onlyAfterwards ? { write: state.content } : "leave";
}

class Walk {
  readonly lines: Amended[] = [];

  constructor(
    public state: State,
    /** Whether the row was away only because of a removal that is no more: then what was kept away by it counts. */
    public removalTakenBack: boolean,
  ) {}

  meet(link: Link): void {
    if (this.state.is === "theirs") return;
    if (link.kind === "removal") this.meetRemoval(link);
    else if (this.state.is === "absent") this.bring(link, null);
    else if (this.state.is === "buried") this.meetBuried(link);
    else this.meetRow(link, this.state);
  }

  private meetRemoval(link: Link): void {
    const { state } = this;
    if (link.outcome === "kept") {
      if (state.is === "row") this.state = { is: "theirs" };
    } else if (state.is === "row" && !state.edited) {
      this.amend(link, "removed", link.outcome === "removed" ? null : "The broker took this row back.", state.content);
      this.state = { is: "buried" };
    } else if (link.outcome === "removed") {
      this.amend(link, "skipped", "The row that it takes back is not in the account any more.", null);
      if (state.is === "absent") this.removalTakenBack = true;
    }
  }

  private meetBuried(link: Link): void {
    if (link.choice === "file") this.bring(link, "tombstone");
    else if (link.outcome !== "kept") this.amend(link, "kept", DELETED, null);
  }

  private meetRow(link: Link, state: State & { is: "row" }): void {
    const content: Source = { from: "line", id: link.id };
    if (typeof link.before === "object" && link.before?.edited) {
      // It took the place of a person's version, which is what it was: that is none of our business.
      this.state = { is: "row", content, hash: link.contentHash, edited: false };
      return;
    }
    const isTheirs = link.before === "tombstone" || (link.outcome === "kept" && link.choice !== "mine");
    if (isTheirs && !this.removalTakenBack) {
      this.state = { is: "theirs" };
      return;
    }
    if (state.hash === link.contentHash) this.amend(link, "known", "", null);
    else if (state.edited && link.choice !== "file") this.amend(link, "kept", EDITED, null);
    else if (link.choice === "mine") this.amend(link, "kept", "You kept your version.", null);
    else {
      this.amend(link, "changed", state.edited ? "You chose the version of the file." : DIFFERS, state.content);
      this.state = { is: "row", content, hash: link.contentHash, edited: false };
    }
  }

  private bring(link: Link, previous: "tombstone" | null): void {
    this.amend(link, "new", previous ? "You chose the version of the file." : "", previous);
    this.state = { is: "row", content: { from: "line", id: link.id }, hash: link.contentHash, edited: false };
  }

  private amend({ id }: Link, outcome: Outcome, reason: string | null, previous: Amended["previous"]): void {
    this.lines.push({ id, outcome, reason, previous });
  }
}
