"use client";

import { lazy } from "react";
import { MenuOnDemand } from "@/components/ui/menu";
import { initials } from "./initials";

const load = () => import("./user-menu-popup").then(({ UserMenuPopup }) => ({ default: UserMenuPopup }));
const UserMenuPopup = lazy(load);

export interface UserMenuProps {
  name: string;
  email: string;
  onSignOut: () => void;
}

/** Who is signed in, and what concerns them rather than their portfolios. */
export function UserMenu({ name, email, onSignOut }: UserMenuProps) {
  return (
    <MenuOnDemand
      preload={load}
      trigger={{
        label: `Account of ${name || email}`,
        variant: "ghost",
        className: "-mr-2 px-1.5 md:px-1.5",
        children: <Avatar name={name || email} />,
      }}
    >
      {(frame) => <UserMenuPopup {...frame} name={name} email={email} onSignOut={onSignOut} />}
    </MenuOnDemand>
  );
}

function Avatar({ name }: { name: string }) {
  return (
    // As generated content, the letters are a picture: the button's name need not contain them.
    <span
      aria-hidden
      data-initials={initials(name)}
      className="grid size-7 place-items-center rounded-full bg-accent-wash text-xs font-semibold text-accent-ink
        before:content-[attr(data-initials)]"
    />
  );
}
