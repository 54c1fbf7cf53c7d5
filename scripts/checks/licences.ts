/** What package-lock.json says of a package. */
interface LockedPackage {
  version?: string;
  license?: string;
  dev?: boolean;
  link?: boolean;
}
export interface Lockfile {
  packages: Readonly<Record<string, LockedPackage>>;
}

export interface Dependency {
  name: string;
  version: string;
  /** As the package says it; empty when it says nothing. */
  licence: string;
}

/** Licences that may be combined with AGPL-3.0-or-later and given on, by their SPDX names. */
export const ALLOWED: readonly string[] = [
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "LGPL-3.0-or-later",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "Python-2.0",
  "Unlicense",
];

/** Packages whose licence stands for itself, each with the reason. One that is gone from the lockfile is reported, so that this stays short. */
export const REVIEWED: Readonly<Record<string, { licence: string; why: string }>> = {
  "@fontsource-variable/inter": { licence: "OFL-1.1", why: "A font: it may be bundled with any software." },
  "caniuse-lite": { licence: "CC-BY-4.0", why: "A table of browsers that the build reads; attribution is in the package." },
  elkjs: { licence: "EPL-2.0", why: "Part of Prisma's own studio, which the app neither loads nor serves." },
  "@visx/vendor": {
    licence: "MIT and ISC",
    why: "Both are allowed; the package writes “and” in small letters. Part of Prisma's own studio.",
  },
  "seq-queue": { licence: "", why: "Its LICENSE file is MIT; package.json says nothing. Part of Prisma's own command line." },
};

/** Every production dependency, direct or not, of any platform, once for each version. */
export function productionDependencies({ packages }: Lockfile): Dependency[] {
  const found = new Map<string, Dependency>();
  for (const [path, { version = "", license = "", dev, link }] of Object.entries(packages)) {
    if (path === "" || dev || link) continue;
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    found.set(`${name}@${version}`, { name, version, licence: license });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, "en") || a.version.localeCompare(b.version, "en"));
}

/** Whether an SPDX expression leaves us a choice that is allowed: one side of every OR, both sides of every AND. No nesting. */
export function isAllowed(expression: string): boolean {
  const plain = expression.replace(/^\((.*)\)$/, "$1");
  return plain.split(" OR ").some((choice) => choice.split(" AND ").every((licence) => ALLOWED.includes(licence.trim())));
}

/** What is wrong, a sentence for each package. */
export function licenceProblems(dependencies: readonly Dependency[]): string[] {
  const refused = dependencies
    .filter(({ name, licence }) => !isAllowed(licence) && REVIEWED[name]?.licence !== licence)
    .map(({ name, version, licence }) =>
      licence === ""
        ? `${name} ${version} does not say its licence.`
        : `${name} ${version} is under ${licence}, which is not on the list of scripts/checks/licences.ts.`,
    );
  const names = new Set(dependencies.map(({ name }) => name));
  const gone = Object.keys(REVIEWED).filter((name) => !names.has(name));
  return [...refused, ...gone.map((name) => `${name} is no dependency any more: take it out of REVIEWED.`)];
}
