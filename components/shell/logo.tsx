/** The sign: two bars of one height, the broker's and the ledger's, under one roof line. Decorative; the name stands beside it. */
export function LogoMark({ className = "size-6" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path d="M7 10.5h18" strokeWidth="3" strokeLinecap="round" className="stroke-on-accent" />
      <path d="M12 15.5v9M20 15.5v9" strokeWidth="3" strokeLinecap="round" className="stroke-on-accent" />
    </svg>
  );
}

/** The sign and the name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-base font-semibold tracking-tight text-ink">
      <LogoMark />
      Truefolio
    </span>
  );
}
