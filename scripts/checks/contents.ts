import type { Problem, Rule } from "./source-tree";

const LONGEST_FILE = 400;
const LONGEST_PAGE = 60;

const lineCount = (text: string) => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);

/** Nobody reads a file of a thousand lines, and a page only composes. */
export const shortFiles: Rule = (files) =>
  files.flatMap(({ path, text }): Problem[] => {
    const lines = lineCount(text);
    if (/^app\/.*page\.tsx$/.test(path) && lines > LONGEST_PAGE) {
      return [
        {
          path,
          message: `has ${lines} lines; a page has ${LONGEST_PAGE} at the most. It composes: move markup to components/, decisions to lib/.`,
        },
      ];
    }
    return lines > LONGEST_FILE
      ? [{ path, message: `has ${lines} lines; ${LONGEST_FILE} are the most. Find the second thing it does and move it out.` }]
      : [];
  });

/** An action is a public endpoint: every one goes through the wrapper that asks who is there and what they sent. */
export const wrappedActions: Rule = (files) =>
  files.flatMap(({ path, text }): Problem[] => {
    const saysUseServer = /^\s*["']use server["'];?$/m.test(text);
    if (!/^lib\/.*\/actions\.ts$/.test(path)) {
      return saysUseServer ? [{ path, message: 'says "use server": endpoints are made in lib/<domain>/actions.ts only.' }] : [];
    }
    const problems: Problem[] = [];
    if (!/^["']use server["'];?\n/.test(text)) problems.push({ path, message: 'must begin with "use server".' });
    for (const [line, rest = ""] of text.matchAll(/^export\s+(.*)$/gm)) {
      if (/^(type|interface)\s/.test(rest) || /^const \w+ = define(Public)?Action\(/.test(rest)) continue;
      problems.push({
        path,
        message: `exports something that is no action ("${line.trim()}"): write export const … = defineAction(schema, run).`,
      });
    }
    return problems;
  });

/** The bundler refuses to carry these into the browser only when they say so themselves. */
export const serverOnly: Rule = (files) =>
  files
    .filter(({ path, text }) => /^lib\/.*\/(queries|mutations)\.ts$/.test(path) && !/^import "server-only";$/m.test(text))
    .map(({ path }) => ({ path, message: 'must import "server-only": it reads or writes the database.' }));
