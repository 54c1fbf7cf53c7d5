/** A page's form, as a browser without JavaScript would send it. */
export interface PageForm {
  fields: FormData;
  path: string;
}

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/**
 * Reads the form of a page that has a field of this name, with what stands in its fields.
 * @throws when the page has none
 */
export async function readForm(ask: Ask, path: string, field: string): Promise<PageForm> {
  const response = await ask(path);
  const html = await response.text();
  for (const [, form = ""] of html.matchAll(/<form[^>]*>(.*?)<\/form>/gs)) {
    if (!form.includes(`name="${field}"`)) continue;
    const fields = new FormData();
    for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
      const name = attribute(tag, "name");
      const isOff = /type="(?:checkbox|radio)"/.test(tag) && !/\schecked(?:[\s=/>])/.test(tag);
      if (name && !isOff) fields.append(name, attribute(tag, "value") ?? "");
    }
    for (const [, tag = "", text = ""] of form.matchAll(/(<textarea[^>]*>)(.*?)<\/textarea>/gs)) {
      const name = attribute(tag, "name");
      if (name) fields.append(name, plain(text));
    }
    return { fields, path };
  }
  throw new Error(`${path} answered ${response.status}, without a form that has ${field}`);
}

/** Sends it with some fields as given. @returns the answer, which redirects nobody */
export function sendForm(ask: Ask, { fields, path }: PageForm, values: Readonly<Record<string, string>>): Promise<Response> {
  for (const [name, value] of Object.entries(values)) fields.set(name, value);
  return ask(path, { method: "POST", body: fields, redirect: "manual" });
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? plain(found[1] ?? "") : null;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

const plain = (text: string): string => text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (all, name: string) => ENTITIES[name] ?? all);
