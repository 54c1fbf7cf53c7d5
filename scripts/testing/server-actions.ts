import { readFileSync } from "node:fs";

export interface ServerAction {
  id: string;
  name: string;
}

/** Every server action of the build, from the list that the server itself answers by: a new one is there without being named here. */
export function serverActions(): ServerAction[] {
  const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as {
    node: Record<string, { exportedName: string }>;
  };
  return Object.entries(manifest.node).map(([id, { exportedName }]) => ({ id, name: exportedName }));
}

/** @throws when the build has no action of that name */
export function serverAction(name: string): ServerAction {
  const action = serverActions().find((each) => each.name === name);
  if (!action) throw new Error(`there is no action ${name}`);
  return action;
}

/** What a browser sends to an action: React's encoding of the arguments (a state, a form). */
export function actionBody(fields: Readonly<Record<string, string | File>>): FormData {
  const multipart = new FormData();
  for (const [name, value] of Object.entries(fields)) multipart.append(`_1_${name}`, value);
  // Last, as the browser sends it: the server reads the arguments as they come, with as much of the form as is there by then.
  multipart.append("0", '[{"status":"idle"},"$K1"]');
  return multipart;
}
