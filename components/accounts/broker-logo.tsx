import { cx } from "@/components/ui/class-names";

/** The first letters of up to two words: `Interactive Brokers (Flex)` → `IB`. */
function initials(name: string): string {
  return (name.match(/\p{L}+/gu) ?? [])
    .slice(0, 2)
    .map((word) => [...word][0]?.toLocaleUpperCase("en") ?? "")
    .join("");
}

/** A broker's initials: their logos are theirs, and the name always stands beside it. */
export function BrokerLogo({ name, large = false }: { name: string; large?: boolean }) {
  const size = large ? "size-10 text-sm" : "size-8 text-xs";
  return (
    <span
      aria-hidden="true"
      className={cx("inline-grid shrink-0 place-items-center rounded-lg bg-accent-wash font-semibold text-accent-ink", size)}
    >
      {initials(name)}
    </span>
  );
}
