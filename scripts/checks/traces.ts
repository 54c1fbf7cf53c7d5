import type { Problem, Rule, SourceFile } from "./source-tree";

/** Where packages come from is the reader's business: a host in here would be asked from everywhere. */
const REGISTRY =
  /\bregistry\.[a-z0-9-]+\.[a-z]+|\b(?:npm\.pkg\.github|artifactory|jfrog|verdaccio|nexus)\b[\w.-]*\/|"resolved":\s*"https?:/i;
/** Folders of people and of build machines. */
const MACHINE = /(?<![\w.~@$}\])*-])\/(?:home|Users|root|work|workspace|builds|mnt|tmp)\/[\w.-]+/;

/**
 * What tells of the machine that something was written on: the next one is another.
 *
 * @param root the project's folder on this machine, which nothing may name.
 */
export const noTraces =
  (root: string): Rule =>
  (files: readonly SourceFile[]) =>
    files.flatMap(({ path, text }): Problem[] =>
      text.split("\n").flatMap((line, index): Problem[] => {
        const at = `${path}:${index + 1}`;
        if (REGISTRY.test(line)) return [{ path: at, message: "names a host of packages. Leave it to the reader's own settings." }];
        if (line.includes(root) || MACHINE.test(line))
          return [{ path: at, message: "names a folder of some machine. Make the path from the project's folder or os.tmpdir()." }];
        return [];
      }),
    );
