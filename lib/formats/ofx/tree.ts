/** One OFX element: an aggregate has children, a leaf has text. Names are upper case; `line` is where its tag stands. */
export interface OfxElement {
  name: string;
  line: number;
  /** Trimmed, entities resolved; empty for an aggregate and for an empty leaf. */
  text: string;
  children: OfxElement[];
}

/** The first child of that name. */
export function child(element: OfxElement | undefined, name: string): OfxElement | undefined {
  return element?.children.find((candidate) => candidate.name === name);
}

/** The text of the first child of that name; an absent and an empty leaf are the same thing, "". */
export function textOf(element: OfxElement | undefined, name: string): string {
  return child(element, name)?.text ?? "";
}

/** All elements of those names at any depth, in file order. An element inside a found one is not looked for. */
export function descendants(element: OfxElement, names: ReadonlySet<string>): OfxElement[] {
  return element.children.flatMap((inner) => (names.has(inner.name) ? [inner] : descendants(inner, names)));
}

/** The first element of that name at any depth. */
export function descendant(element: OfxElement, name: string): OfxElement | undefined {
  for (const inner of element.children) {
    const found = inner.name === name ? inner : descendant(inner, name);
    if (found) return found;
  }
  return undefined;
}
