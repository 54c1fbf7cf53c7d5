import { MAPPED_NAME } from "@/lib/formats/mapped/apply";
import { SOURCE as MAPPED } from "@/lib/formats/mapped/ledger-row";
import { FORMATS } from "@/lib/formats/registry";
import type { Format } from "@/lib/formats/types";
import { BROKER_FORMATS } from "./registry";

/** The name of a format's code, as people know it; the code itself for one that this version no longer has. */
export function formatName(code: string): string {
  if (code === MAPPED) return MAPPED_NAME;
  return formatOf(code)?.name ?? code;
}

/** The version in which a format reads files now; 0 for one that this version no longer has. */
export function formatVersion(code: string): number {
  return formatOf(code)?.version ?? 0;
}

/** Of files, and of what connectors bring. */
function formatOf(code: string): Format | undefined {
  return [...FORMATS, ...BROKER_FORMATS].find((format) => format.code === code);
}
