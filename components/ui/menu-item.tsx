"use client";

import { Menu } from "@base-ui/react/menu";
import Link from "next/link";
import { cx } from "./class-names";
import { Icon } from "./icon";
import type { MenuEntry } from "./menu-entry";

const ROW =
  "flex min-h-10 w-full cursor-pointer items-center gap-2.5 rounded px-2.5 py-1.5 outline-none select-none md:min-h-8 " +
  "data-highlighted:bg-sunken data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-focus " +
  "data-disabled:cursor-not-allowed data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0";

/** One line of a menu. */
export function MenuItem({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case "separator":
      return <Menu.Separator className="my-1 h-px bg-line" />;
    case "text":
      return <div className="px-2.5 py-1.5 text-muted">{entry.label}</div>;
    case "link":
      return (
        <Menu.LinkItem closeOnClick className={ROW} render={<Link href={entry.href} />}>
          {entry.icon}
          {entry.label}
        </Menu.LinkItem>
      );
    case "download":
      return (
        <Menu.LinkItem closeOnClick className={ROW} href={entry.href} download>
          {entry.icon}
          {entry.label}
        </Menu.LinkItem>
      );
    case "checkbox":
      return (
        <Menu.CheckboxItem className={ROW} checked={entry.checked} onCheckedChange={entry.onChange} disabled={entry.disabled}>
          <Tick />
          {entry.label}
        </Menu.CheckboxItem>
      );
    case "radio":
      return (
        <Menu.Group>
          <Menu.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-muted">{entry.label}</Menu.GroupLabel>
          <Menu.RadioGroup value={entry.value} onValueChange={entry.onChange}>
            {entry.options.map(({ value, label, icon }) => (
              <Menu.RadioItem key={value} value={value} className={ROW}>
                {icon}
                <span className="flex-1">{label}</span>
                <Menu.RadioItemIndicator>
                  <Icon name="check" />
                </Menu.RadioItemIndicator>
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Group>
      );
    default:
      return (
        <Menu.Item onClick={entry.onSelect} disabled={entry.disabled} className={cx(ROW, entry.danger && "text-danger")}>
          {entry.icon}
          {entry.label}
        </Menu.Item>
      );
  }
}

/** A box with a tick in it when the item around it is checked. */
function Tick() {
  return (
    <span aria-hidden className="grid size-4 shrink-0 place-items-center rounded-sm border border-control">
      <Menu.CheckboxItemIndicator>
        <Icon name="check" className="size-3.5!" />
      </Menu.CheckboxItemIndicator>
    </span>
  );
}
