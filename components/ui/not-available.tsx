/** An em dash for a figure that has no sound value, with the reason for those who hover and those who listen. */
export function NotAvailable({ reason = "unknown" }: { reason?: string }) {
  return (
    <span className="text-muted" title={`Not available: ${reason}`}>
      <span aria-hidden>—</span>
      <span className="sr-only">not available: {reason}</span>
    </span>
  );
}
