import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * The folder of everything that must survive: the database, the secrets. It is made on the first start, for its owner alone.
 *
 * @param {string} root the project's folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} Its absolute path.
 */
export function openDataDir(root, env) {
  const path = resolve(root, env.DATA_DIR || ".data");
  mkdirSync(path, { recursive: true, mode: 0o700 });
  // A mounted volume arrives open to everybody. A folder full of other people's files is not ours to close.
  const entries = readdirSync(path);
  if (entries.length === 0 || entries.includes("secrets.json")) chmodSync(path, 0o700);
  return path;
}

/**
 * @param {string} dataDir
 * @returns {string} The lock of the one Truefolio that may run on this folder.
 */
export function lockPath(dataDir) {
  return join(dataDir, "truefolio.lock");
}
