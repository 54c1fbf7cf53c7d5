import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * One hash over files and folders: names and contents. What is missing counts as empty; tests don't count.
 *
 * @param {string} root
 * @param {readonly string[]} names relative to root
 * @returns {string}
 */
export function fingerprint(root, names) {
  const hash = createHash("sha256");
  for (const name of names.flatMap((entry) => listFiles(root, entry)).sort()) {
    const content = readFileSync(join(root, name));
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string} The marker's text; empty when there is none.
 */
export function readMarker(path) {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return "";
  }
}

/**
 * @param {string} path
 * @param {string} text
 */
export function writeMarker(path, text) {
  writeFileSync(path, `${text}\n`);
}

function listFiles(root, name) {
  const stat = statSync(join(root, name), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isDirectory()) return readdirSync(join(root, name)).flatMap((entry) => listFiles(root, `${name}/${entry}`));
  return /\.test\.tsx?$/.test(name) ? [] : [name];
}
