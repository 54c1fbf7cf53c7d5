import * as lucide from "lucide-react";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TRADE_TYPES } from "@/lib/transactions/trade-types";
import { ICON_NAMES } from "./icon-names";

const drawn = new Map<string, unknown>(Object.entries(lucide));
const exportName = (icon: string) => icon.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase());

function symbolOf(id: string, icon: string): string {
  const drawing = renderToStaticMarkup(createElement(drawn.get(exportName(icon)) as lucide.LucideIcon))
    .replace(/^<svg[^>]*>|<\/svg>$/g, "")
    .replaceAll(/><\/\w+>/g, "/>");
  return `<symbol id="${id}" viewBox="0 0 24 24">${drawing}</symbol>`;
}

// The file is written by this test: `npx vitest run --project unit -u components/ui/icons.test.ts` after a change of either list.
test("the file of icons has every icon of the interface and one for each trade type", async () => {
  const symbols = [
    ...ICON_NAMES.map((name) => symbolOf(name, name)),
    ...Object.entries(TRADE_TYPES).map(([tradeType, { icon }]) => symbolOf(`trade-type-${tradeType}`, icon)),
  ];
  const file = `<!-- Icons of lucide (ISC License). -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">\n<title>Icons</title>\n${symbols.join("\n")}\n</svg>\n`;
  await expect(file).toMatchFileSnapshot("icons.svg");
});
