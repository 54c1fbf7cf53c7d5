import { byText } from "./ledger-order";

/** Sets of names that share none, each called by the first of its names by text. */
export class DisjointSets {
  private readonly parents = new Map<string, string>();

  /** A name is in a set of its own, unless it is in one already. */
  add(name: string): void {
    if (!this.parents.has(name)) this.parents.set(name, name);
  }

  /** From now on both are in one set. */
  join(a: string, b: string): void {
    this.add(a);
    this.add(b);
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    if (one === other) return;
    if (byText(one, other) < 0) this.parents.set(other, one);
    else this.parents.set(one, other);
  }

  names(): Iterable<string> {
    return this.parents.keys();
  }

  /** Follows the set's members to its first, and shortens the way for the next who asks. */
  rootOf(name: string): string {
    let root = name;
    for (let next = this.parents.get(root); next !== undefined && next !== root; next = this.parents.get(root)) root = next;
    for (let at = name; at !== root; ) {
      const next = this.parents.get(at) ?? root;
      this.parents.set(at, root);
      at = next;
    }
    return root;
  }
}
