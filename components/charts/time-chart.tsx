import type { TimeSeries } from "./chart-data";
import { packSeries } from "./packed-series";
import { TimeChartView, type TimeChartViewProps } from "./time-chart-view";

/** A card with lines over time: what it draws crosses to the browser packed. */
export function TimeChart({ series, ...card }: Omit<TimeChartViewProps, "packed"> & { series: TimeSeries }) {
  return <TimeChartView {...card} packed={packSeries(series)} />;
}
