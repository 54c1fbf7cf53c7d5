import {
  ArrowDownLeft,
  ArrowDownToLine,
  ArrowLeftRight,
  ArrowUpFromLine,
  ArrowUpRight,
  CircleArrowLeft,
  CircleArrowRight,
  CircleCheck,
  CircleHelp,
  Coins,
  Flag,
  Gift,
  GitBranch,
  Handshake,
  Hourglass,
  Landmark,
  Layers,
  LogIn,
  LogOut,
  type LucideIcon,
  Merge,
  NotebookPen,
  PenLine,
  Percent,
  Receipt,
  Repeat,
  Split,
  Ticket,
  Undo2,
  Wrench,
} from "lucide-react";
import { TRADE_TYPES, tradeTypeRow } from "@/lib/transactions/trade-types";

/** Named one by one: the icons of the table of trade types, and none of the other thousand. */
const ICONS: Readonly<Record<(typeof TRADE_TYPES)[keyof typeof TRADE_TYPES]["icon"], LucideIcon>> = {
  "arrow-down-left": ArrowDownLeft,
  "arrow-up-right": ArrowUpRight,
  coins: Coins,
  percent: Percent,
  "undo-2": Undo2,
  repeat: Repeat,
  layers: Layers,
  gift: Gift,
  "arrow-down-to-line": ArrowDownToLine,
  "arrow-up-from-line": ArrowUpFromLine,
  "log-in": LogIn,
  "log-out": LogOut,
  "arrow-left-right": ArrowLeftRight,
  receipt: Receipt,
  landmark: Landmark,
  split: Split,
  "git-branch": GitBranch,
  merge: Merge,
  "pen-line": PenLine,
  ticket: Ticket,
  "circle-check": CircleCheck,
  "circle-arrow-right": CircleArrowRight,
  "circle-arrow-left": CircleArrowLeft,
  hourglass: Hourglass,
  handshake: Handshake,
  flag: Flag,
  wrench: Wrench,
  "notebook-pen": NotebookPen,
  "circle-help": CircleHelp,
};

/** What a row does, as its icon and its word; a type that the table does not know is shown as it was sent. */
export function TradeTypeLabel({ tradeType }: { tradeType: string }) {
  const row = tradeTypeRow(tradeType);
  const Icon = ICONS[row.icon as keyof typeof ICONS];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
      {row === TRADE_TYPES.other && tradeType !== "other" ? tradeType : row.label}
    </span>
  );
}
