import type { Route } from "next";
import type { ReactNode } from "react";

interface Item {
  label: string;
  icon?: ReactNode;
}

/** A line of a menu. Menus are data, so that their code can come when they are opened. */
export type MenuEntry =
  | (Item & { kind?: "action"; onSelect: () => void; danger?: boolean; disabled?: boolean })
  | (Item & { kind: "link"; href: Route })
  /** A file from the server: a plain link, which the router must not touch. */
  | (Item & { kind: "download"; href: string })
  /** Stays open when ticked, for choosing several. */
  | { kind: "checkbox"; label: string; checked: boolean; onChange: (checked: boolean) => void; disabled?: boolean }
  | { kind: "radio"; label: string; value: string; options: readonly (Item & { value: string })[]; onChange: (value: string) => void }
  | { kind: "text"; label: ReactNode }
  | { kind: "separator" };
