import type { Route } from "next";
import Link from "next/link";
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { Spinner } from "./spinner";

interface Look {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Stands before the text. A button of size `icon` has no text and needs an `aria-label`. */
  icon?: ReactNode;
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  ref?: Ref<HTMLButtonElement>;
  /** Work is under way: a spinner replaces the icon and presses do nothing, but the button keeps the focus. */
  pending?: boolean;
}

/** A button of type `button` unless told otherwise. */
export function Button({ variant, size, icon, pending, className, children, type = "button", onClick, ...rest }: ButtonProps) {
  // Not `disabled`: that would throw the keyboard focus back to the top of the page in the middle of the work.
  const behaviour = pending ? ({ type: "button", "aria-disabled": true } as const) : { type, onClick };
  return (
    <button {...rest} {...behaviour} className={buttonStyle(variant, size, className)}>
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}

export interface ButtonLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href">, Look {
  href: Route;
}

/** A link to a page of the app that looks like a button. For downloads use a plain `<a>` with {@link buttonStyle}. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonStyle(variant, size, className)}>
      {icon}
      {children}
    </Link>
  );
}
