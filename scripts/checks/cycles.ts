import { importsOf } from "./imports";
import type { Problem, Rule } from "./source-tree";

/** Files that import each other in a circle: which one runs first is then an accident, and none can be understood alone. */
export const noCycles: Rule = (files) => {
  const paths = new Set(files.map(({ path }) => path));
  const graph = new Map(
    files.map((file) => [file.path, importsOf(file, paths).flatMap(({ target, typeOnly }) => (target && !typeOnly ? [target] : []))]),
  );
  return stronglyConnected(graph).map((members): Problem => {
    const [path = ""] = members;
    return {
      path,
      message: `imports itself in a circle: ${[...members, path].join(" → ")}. Move what both sides need to a file of its own.`,
    };
  });
};

/** Tarjan's algorithm: the groups of files that all reach each other, each as a path through them, in alphabetical order. */
function stronglyConnected(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const groups: string[][] = [];

  const visit = (path: string): number => {
    const mine = order.size;
    order.set(path, mine);
    lowest.set(path, mine);
    stack.push(path);
    for (const next of graph.get(path) ?? []) {
      const reached = order.has(next) ? (stack.includes(next) ? (order.get(next) ?? mine) : mine) : visit(next);
      lowest.set(path, Math.min(lowest.get(path) ?? mine, reached));
    }
    if (lowest.get(path) === mine) {
      const group = stack.splice(stack.indexOf(path));
      if (group.length > 1 || graph.get(path)?.includes(path)) groups.push(group);
    }
    return lowest.get(path) ?? mine;
  };
  for (const path of [...graph.keys()].sort()) if (!order.has(path)) visit(path);
  return groups;
}
