import { serverOnly, shortFiles, wrappedActions } from "./contents";
import { noCycles } from "./cycles";
import { aliasAcrossFolders, nothingImportsFromApp } from "./layers";
import { kebabCase, tellingNames } from "./names";
import { type Problem, type Rule, readSourceTree } from "./source-tree";

const RULES: readonly Rule[] = [
  kebabCase,
  tellingNames,
  noCycles,
  nothingImportsFromApp,
  aliasAcrossFolders,
  wrappedActions,
  serverOnly,
  shortFiles,
];

/** Holds a project's folder against every rule; problems come by file. */
export function checkStructure(root: string): { files: number; problems: Problem[] } {
  const files = readSourceTree(root);
  const problems = RULES.flatMap((rule) => rule(files));
  return { files: files.length, problems: problems.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)) };
}
