import { readXml, type XmlElement } from "../xml";

/** Each account writes the next one inside itself, four elements deeper: this is room for hundreds of them. */
const MAX_DEPTH = 4000;
/** Far more references in a row than any writer makes: it only breaks a circle. */
const MAX_HOPS = 100;

/** Content that no row needs and that makes up most of a file. Only its size is kept. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "prices",
  "attributes",
  "settings",
  "dashboards",
  "properties",
  "consumerPriceIndeces",
  "consumerPriceIndices",
]);

/** An object or value of the file, where it is written out, or a reference to it. */
export class GraphNode {
  readonly children: GraphNode[] = [];
  text = "";
  /** How many children were left out. */
  omitted = 0;
  private byName: Map<string, GraphNode[]> | null = null;

  constructor(
    readonly name: string,
    readonly attributes: Readonly<Record<string, string>>,
    readonly line: number,
    readonly parent: GraphNode | null,
  ) {}

  /** The children of a name, in order. */
  named(name: string): readonly GraphNode[] {
    if (this.byName === null) {
      this.byName = new Map();
      for (const child of this.children) {
        const same = this.byName.get(child.name);
        if (same) same.push(child);
        else this.byName.set(child.name, [child]);
      }
    }
    return this.byName.get(name) ?? [];
  }
}

/**
 * A graph of objects as XStream writes it: an object stands in full where it is first met, everywhere else stands a `reference` to that
 * place. References are paths from the referring element (`../../account[2]/transactions`), paths from the root, or the `id` that every
 * object of the newer variant has.
 */
export class Graph {
  private constructor(
    readonly root: GraphNode,
    private readonly ids: ReadonlyMap<string, GraphNode>,
  ) {}

  /** @throws FormatError when the text isn't well-formed XML. */
  static read(text: string): Graph {
    const ids = new Map<string, GraphNode>();
    let root: GraphNode | null = null;
    let current: GraphNode | null = null;
    let outside = 0;
    for (const { kind, element } of readXml(text, { maxDepth: MAX_DEPTH })) {
      if (kind === "open") {
        if (outside > 0 || (current && isLeftOut(current))) {
          if (outside === 0 && current) current.omitted += 1;
          outside += 1;
          continue;
        }
        current = nodeOf(element, current);
        root ??= current;
        const id = current.attributes.id;
        if (id !== undefined) ids.set(id, current);
      } else if (outside > 0) {
        outside -= 1;
      } else if (current) {
        current.text = element.text.trim();
        current = current.parent;
      }
    }
    return new Graph(root ?? new GraphNode("", {}, 1, null), ids);
  }

  /** The object itself, for an element that may only refer to it; null when the reference leads nowhere. */
  resolve(node: GraphNode): GraphNode | null {
    let found: GraphNode | null = node;
    for (let hops = 0; found?.attributes.reference !== undefined; hops += 1) {
      if (hops === MAX_HOPS) return null;
      found = this.follow(found, found.attributes.reference);
    }
    return found;
  }

  private follow(from: GraphNode, reference: string): GraphNode | null {
    if (/^\d+$/.test(reference)) return this.ids.get(reference) ?? null;
    const steps = reference.split("/");
    const absolute = steps[0] === "";
    let at: GraphNode | null = absolute ? this.root : from;
    // An absolute path begins with the root's own name.
    for (const step of absolute ? steps.slice(2) : steps) {
      if (at === null) return null;
      at = step === ".." ? at.parent : step === "." ? at : childAt(at, step);
    }
    return at;
  }

  /** The object under a field; null where there is no such field, or only a reference that leads nowhere. */
  field(node: GraphNode, name: string): GraphNode | null {
    const [child] = node.named(name);
    return child === undefined ? null : this.resolve(child);
  }

  /** The text of a field; empty where there is none. */
  text(node: GraphNode, name: string): string {
    return this.field(node, name)?.text ?? "";
  }

  /** The elements of a field that is a list, as they stand: some may be references. */
  list(node: GraphNode, name: string): readonly GraphNode[] {
    return this.field(node, name)?.children ?? [];
  }
}

function nodeOf(element: XmlElement, parent: GraphNode | null): GraphNode {
  const node = new GraphNode(element.name, element.attributes, element.line, parent);
  parent?.children.push(node);
  return node;
}

/** The prices of an exchange rate are rates, which are read. */
function isLeftOut({ name, parent }: GraphNode): boolean {
  return LEFT_OUT.has(name) && !(name === "prices" && parent?.children.some((sibling) => sibling.name === "targetCurrencyCode"));
}

function childAt(node: GraphNode, step: string): GraphNode | null {
  const [, name = "", ordinal = "1"] = /^([^[\]]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
  return node.named(name)[Number(ordinal) - 1] ?? null;
}
