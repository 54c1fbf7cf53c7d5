import { BriefcaseBusiness, Settings, Tags } from "lucide-react";
import type { ReactNode } from "react";
import { IdentityPrompts } from "@/components/identity/identity-prompts";
import { AppShell } from "@/components/shell/app-shell";
import { Nav, type NavLink } from "@/components/shell/nav";
import { SignedInMenu } from "@/components/users/signed-in-menu";
import { requireActor } from "@/lib/auth/session";

const LINKS: readonly NavLink[] = [
  { href: "/portfolios", label: "Portfolios", icon: <BriefcaseBusiness aria-hidden /> },
  { href: "/instruments", label: "Instruments", icon: <Tags aria-hidden /> },
  { href: "/settings", label: "Settings", icon: <Settings aria-hidden /> },
];

/** The signed-in shell. It is no gate: every page asks for its own actor beside its data, because a layout is not rendered anew with each. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const { name, email } = await requireActor();
  return (
    <AppShell nav={<Nav links={LINKS} />} userMenu={<SignedInMenu name={name} email={email} />}>
      <IdentityPrompts>{children}</IdentityPrompts>
    </AppShell>
  );
}
