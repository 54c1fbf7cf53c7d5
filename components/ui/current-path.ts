/**
 * Whether a link to `href` leads to the page in view, or to a page that contains it.
 * Compares whole segments (`/accounts/1` does not contain `/accounts/12`) and ignores the query.
 */
export function isCurrentPath(pathname: string, href: string, exact = false): boolean {
  const path = href.split(/[?#]/, 1)[0] ?? href;
  return pathname === path || (!exact && pathname.startsWith(`${path.replace(/\/$/, "")}/`));
}
