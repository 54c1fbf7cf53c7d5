/**
 * The notice and the link that the licence of Lightweight Charts asks for on the page of each chart:
 * TradingView Lightweight Charts™, Copyright (c) 2025 TradingView, Inc. https://www.tradingview.com/
 */
export function Attribution() {
  return (
    <a
      href="https://www.tradingview.com/"
      target="_blank"
      rel="noreferrer"
      title="TradingView Lightweight Charts™. Copyright (c) 2025 TradingView, Inc."
      className="hover:text-ink hover:underline"
    >
      Charts by TradingView
    </a>
  );
}
