import { type Alias, aliasesOf, aliasKey, contradict, type Named } from "./rules";

export interface IndexedInstrument {
  id: string;
  mergedInto: string | null;
}

export interface OwnedAlias extends Alias {
  instrumentId: string;
}

/**
 * Which of a person's instruments goes by which name. Merged ones are followed to the one that they were merged into, so that a root has
 * the names of all of them. Pure.
 */
export class InstrumentIndex {
  private readonly parents = new Map<string, string | null>();
  private readonly owners = new Map<string, string>();
  private readonly names = new Map<string, Alias[]>();

  constructor(instruments: Iterable<IndexedInstrument>, aliases: Iterable<OwnedAlias>) {
    for (const { id, mergedInto } of instruments) this.addInstrument(id, mergedInto);
    for (const { instrumentId, kind, value } of aliases) this.addAlias(instrumentId, { kind, value });
  }

  get isEmpty(): boolean {
    return this.owners.size === 0;
  }

  addInstrument(id: string, mergedInto: string | null = null): void {
    this.parents.set(id, mergedInto);
  }

  /** Gives an instrument a name, unless somebody has it. */
  addAlias(instrumentId: string, alias: Alias): void {
    const key = aliasKey(alias);
    if (this.owners.has(key)) return;
    this.owners.set(key, instrumentId);
    const root = this.rootOf(instrumentId);
    const known = this.names.get(root);
    if (known) known.push(alias);
    else this.names.set(root, [alias]);
  }

  /** The instrument itself, or the one that it is merged into, at any remove. */
  rootOf(id: string): string {
    let current = id;
    // A ring can't come about (mergeInstruments), and must not hang a page if it did.
    for (let step = this.parents.size; step > 0; step -= 1) {
      const parent = this.parents.get(current) ?? null;
      if (parent === null) break;
      current = parent;
    }
    return current;
  }

  /** Whether an instrument is `top`, or merged into it at any remove. */
  isUnder(id: string, top: string): boolean {
    let current: string | null = id;
    for (let step = this.parents.size; step >= 0 && current !== null; step -= 1) {
      if (current === top) return true;
      current = this.parents.get(current) ?? null;
    }
    return false;
  }

  /** The instrument that has the name, which may be merged into another. */
  ownerOf(alias: Alias): string | undefined {
    return this.owners.get(aliasKey(alias));
  }

  /** All names of a root, those of what is merged into it included. */
  namesOf(root: string): readonly Alias[] {
    return this.names.get(root) ?? [];
  }

  /**
   * Whose row it is: by its surest name that is known, unless a surer one says that it can't be. Returns the instrument that has the name.
   */
  find(named: Named): string | undefined {
    const aliases = aliasesOf(named);
    for (const alias of aliases) {
      const owner = this.ownerOf(alias);
      if (owner === undefined) continue;
      return contradict(aliases, this.namesOf(this.rootOf(owner))) ? undefined : owner;
    }
    return undefined;
  }

  /** As {@link find}, followed to the root. */
  findRoot(named: Named): string | undefined {
    const owner = this.find(named);
    return owner === undefined ? undefined : this.rootOf(owner);
  }
}
