import { importsOf, targetPath } from "./imports";
import type { Problem, Rule } from "./source-tree";

/** The part of the house that a file lives in: a domain of lib/, a folder of components/, or a top folder. */
function homeOf(path: string): string {
  const [top = "", second = ""] = path.split("/");
  return top === "lib" || top === "components" ? `${top}/${second}` : top;
}

/** app/ is the outermost layer: whoever imports from it turns the house upside down. */
export const nothingImportsFromApp: Rule = (files) => {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap((file): Problem[] => {
    if (file.path.startsWith("app/")) return [];
    const upward = importsOf(file, paths).filter(({ target }) => target?.startsWith("app/"));
    return upward.map(({ specifier }) => ({
      path: file.path,
      message: `imports ${specifier}: nothing imports from app/. Move what is shared to components/ or lib/.`,
    }));
  });
};

/** The linter knows layers by "@/…"; a path that climbs out of its folder would pass it by. */
export const aliasAcrossFolders: Rule = (files) => {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap((file): Problem[] =>
    importsOf(file, paths)
      .filter(({ specifier }) => specifier.startsWith(".") && homeOf(targetPath(file.path, specifier) ?? "") !== homeOf(file.path))
      .map(({ specifier }) => ({
        path: file.path,
        message: `imports ${specifier}: to another folder write "@/…", so that the linter sees which layer it is.`,
      })),
  );
};
