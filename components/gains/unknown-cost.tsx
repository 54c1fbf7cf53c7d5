import { Badge } from "@/components/ui/badge";

/** Beside a cost that is too small by an unknown amount. */
export function UnknownCost() {
  return (
    <span className="mt-0.5 block">
      <Badge tone="warning" title="Nothing tells what it had cost: 0 is counted for it, and the gain is too large by as much.">
        Cost unknown
      </Badge>
    </span>
  );
}
