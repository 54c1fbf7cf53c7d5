"use client";
import type { Route } from "next";
import Link from "next/link";
import type { AnchorHTMLAttributes } from "react";
import { withMoment } from "@/lib/moment/schema";
import { useMoment } from "./use-moment";

interface MomentLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  href: Route;
  /** False: the page stays where it is scrolled to. */
  scroll?: boolean;
}

/** A link that stays at the moment in view. */
export function MomentLink({ href, ...rest }: MomentLinkProps) {
  return <Link {...rest} href={withMoment(href, useMoment())} />;
}
