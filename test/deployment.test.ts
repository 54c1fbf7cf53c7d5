import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { version } from "@/package.json";

const read = (path: string) => readFileSync(path, "utf8");
const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      environment: z.record(z.string(), z.string()),
      read_only: z.boolean().default(false),
      cap_drop: z.array(z.string()).default([]),
      security_opt: z.array(z.string()).default([]),
      entrypoint: z.array(z.string()).default([]),
    }),
  ),
});
const manifestSchema = z.looseObject({
  kind: z.string(),
  data: z.record(z.string(), z.string()).default({}),
  stringData: z.record(z.string(), z.string()).default({}),
  spec: z.unknown().optional(),
});
const podSchema = z.object({
  template: z.object({
    spec: z.looseObject({
      automountServiceAccountToken: z.literal(false),
      securityContext: z.looseObject({ runAsNonRoot: z.literal(true), seccompProfile: z.object({ type: z.literal("RuntimeDefault") }) }),
      containers: z.array(
        z.looseObject({
          image: z.string(),
          securityContext: z.object({
            allowPrivilegeEscalation: z.literal(false),
            readOnlyRootFilesystem: z.literal(true),
            capabilities: z.object({ drop: z.tuple([z.literal("ALL")]) }),
          }),
        }),
      ),
    }),
  }),
});

const compose = composeSchema.parse(parse(read("deploy/compose.yaml"), { merge: true }));
const ours = Object.entries(compose.services).filter(([name]) => name !== "db");
const manifests = parseAllDocuments(read("deploy/kubernetes.yaml")).map((document) => {
  expect(document.errors).toEqual([]);
  return manifestSchema.parse(document.toJS());
});
const dockerfile = read("deploy/Dockerfile");

/** Of the table in the README. */
const documented = new Set(
  read("README.md")
    .matchAll(/`([A-Z][A-Z_]+)`/g)
    .map(([, name]) => name),
);

describe("the examples of a deployment", () => {
  it("run as nobody in particular, on a file system that can't be written, with no capability", () => {
    expect(dockerfile.match(/^USER .+$/gm)).toEqual(["USER node"]);
    expect(ours.length).toBe(3);
    for (const [name, service] of ours)
      expect(service, name).toMatchObject({ read_only: true, cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] });
    const deployments = manifests.filter(({ kind }) => kind === "Deployment");
    expect(deployments.length).toBe(2);
    for (const { spec } of deployments) podSchema.parse(spec);
  });

  it("set nothing that the README doesn't know", () => {
    const set = [
      ...ours.flatMap(([, { environment }]) => Object.keys(environment)),
      ...manifests.flatMap(({ data, stringData }) => Object.keys({ ...data, ...stringData })),
    ];
    expect(set.length).toBeGreaterThan(8);
    expect(set.filter((name) => !documented.has(name))).toEqual([]);
  });

  it("start commands that exist, of this version", () => {
    const started = [...dockerfile.matchAll(/scripts\/[\w-]+\.mjs/g), ...read("deploy/compose.yaml").matchAll(/scripts\/[\w-]+\.mjs/g)].map(
      ([path]) => path,
    );
    expect(started).toContain("scripts/start.mjs");
    expect(started.filter((path) => !existsSync(path))).toEqual([]);
    const images = manifests
      .filter(({ kind }) => kind === "Deployment")
      .flatMap(({ spec }) => podSchema.parse(spec).template.spec.containers.map(({ image }) => image));
    expect(new Set(images)).toEqual(new Set([`truefolio:${version}`]));
  });
});
