import type { AssetType } from "@/lib/instruments/asset-types";
import { lookup } from "../lookup";
import type { Field, Section } from "./sections";

export interface Security {
  assetType: AssetType;
  symbol: string;
  name: string;
}

const TYPES: Readonly<Record<string, AssetType>> = {
  stock: "stock",
  etf: "etf",
  "mutual fund": "mutual_fund",
  fund: "mutual_fund",
  bond: "bond",
  cd: "bond",
  "u.s. savings bonds": "bond",
  option: "option",
  "stock option": "option",
  "employee stock option": "option",
  "emp. stock opt.": "option",
  "market index": "other",
  index: "other",
  other: "other",
  "real estate": "other",
};

const MAX = 200;

export function fieldOf(fields: readonly Field[], code: string): string {
  return fields.find((field) => field.code === code)?.value.trim() ?? "";
}

/** The file's list of securities (`!Type:Security`: name, symbol, type), by the name that transactions call them. */
export class Securities {
  private readonly byName = new Map<string, Security>();

  constructor(sections: readonly Section[]) {
    for (const { kind, records } of sections) {
      if (kind !== "securities") continue;
      for (const { fields } of records) {
        const name = fieldOf(fields, "N").slice(0, MAX);
        const symbol = fieldOf(fields, "S").slice(0, 64);
        const assetType = lookup(TYPES, fieldOf(fields, "T").toLowerCase()) ?? "stock";
        if (name) this.byName.set(name.toLowerCase(), { assetType, symbol: symbol || name, name });
      }
    }
  }

  of(name: string): Security {
    const plain = name.trim().slice(0, MAX);
    return this.byName.get(plain.toLowerCase()) ?? { assetType: "stock", symbol: plain, name: plain };
  }
}
