import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "./source-tree";

const NOT_OURS = /^(node_modules|\.git|\.next|\.data|\.cache|generated|test-results|playwright-report)\//;

/** Every text file that is, or would be, in the repository. What git ignores is not part of it. */
export function readProjectFiles(root: string): SourceFile[] {
  const files = listPaths(root).map((path) => ({ path, content: readFileSync(join(root, path)) }));
  // A zero byte is no text.
  return files.filter(({ content }) => !content.includes(0)).map(({ path, content }) => ({ path, text: content.toString("utf8") }));
}

function listPaths(root: string): string[] {
  try {
    const list = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "-z"], {
      cwd: root,
      encoding: "utf8",
    });
    const deleted = execFileSync("git", ["ls-files", "--deleted", "-z"], { cwd: root, encoding: "utf8" });
    const gone = new Set(deleted.split("\0"));
    return list.split("\0").filter((path) => path !== "" && !gone.has(path));
  } catch {
    // An unpacked archive has no git.
    const entries = readdirSync(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .filter((path) => !NOT_OURS.test(path));
  }
}
