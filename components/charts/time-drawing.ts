import {
  AreaSeries,
  ColorType,
  CrosshairMode,
  createChart,
  createSeriesMarkers,
  type IChartApi,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  type MouseEventParams,
  type SeriesMarker,
  TickMarkType,
  type Time,
} from "lightweight-charts";
import { type ChartLine, type ChartMark, marksByDay, type TimeSeries } from "./chart-data";
import { type ChartPalette, paletteOf, translucent } from "./chart-palette";
import { axisFormat } from "./chart-unit";
import { drawingScale, toFloat } from "./pixels";

/** A chart on the page. */
export interface TimeDrawing {
  /** Stands the crosshair on a day of the series, or takes it away. */
  point: (index: number | null) => void;
  /** The theme has changed. */
  recolour: () => void;
  remove: () => void;
}

interface Options {
  locale: string;
  /** A pointer is over a day of the series, or over none. */
  onPoint: (index: number | null) => void;
}

/** Days from which on a mark on the axis is a month. */
const LONG = 130;

type Line = ISeriesApi<"Area"> | ISeriesApi<"Line">;
const MARKS = {
  in: { position: "belowBar", shape: "arrowUp", color: "gain" },
  out: { position: "aboveBar", shape: "arrowDown", color: "loss" },
  income: { position: "inBar", shape: "circle", color: "info" },
} as const;

/** Draws lines over days with TradingView's Lightweight Charts. The one file that knows the library, loaded when a chart is on the page. */
export function drawTimeSeries(box: HTMLElement, series: TimeSeries, { locale, onPoint }: Options): TimeDrawing {
  const { days, unit } = series;
  const floats = series.lines.map(({ values }) => values.map((value) => (value === null ? null : toFloat(value))));
  const scale = drawingScale(floats.flat().filter((value) => value !== null));
  const write = axisFormat(unit, locale);
  // A number alone says no month; over years the day says nothing.
  const dayMark = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    month: "short",
    ...(days.length > LONG ? {} : { day: "numeric" as const }),
  });
  const chart = createChart(box, {
    autoSize: true,
    // The page scrolls, not the chart: its period is chosen by links.
    handleScroll: false,
    handleScale: false,
    localization: { locale, priceFormatter: (drawn: number) => write(drawn / scale) },
    rightPriceScale: { borderVisible: false, scaleMargins: { top: series.lines[0]?.look === "below" ? 0.03 : 0.08, bottom: 0.08 } },
    timeScale: {
      borderVisible: false,
      minBarSpacing: 0.001,
      lockVisibleTimeRangeOnResize: true,
      // Room for a mark on the last day.
      rightOffsetPixels: series.marks?.length ? 12 : 2,
      tickMarkFormatter: (time: Time, kind: TickMarkType) =>
        kind === TickMarkType.DayOfMonth ? dayMark.format(new Date(`${time}T00:00:00Z`)) : null,
    },
    crosshair: { mode: CrosshairMode.Magnet, horzLine: { visible: false, labelVisible: false }, vertLine: { labelVisible: false } },
  });
  const lines = series.lines.map((line, index) =>
    addLine(
      chart,
      line,
      days,
      (floats[index] ?? []).map((value) => value && value * scale),
    ),
  );
  const [main] = lines;
  const marks = main ? createSeriesMarkers(main) : null;
  const recolour = () => {
    const palette = paletteOf(box);
    paint(chart, palette);
    for (const [index, line] of series.lines.entries()) lines[index]?.applyOptions(lookOf(line, palette));
    marks?.setMarkers(markers(days, series.marks ?? [], palette));
  };
  recolour();
  chart.timeScale().fitContent();
  const move = ({ logical, sourceEvent }: MouseEventParams) => {
    // Without an event it is our own `point` that moved it.
    if (!sourceEvent && logical !== undefined) return;
    onPoint(logical === undefined ? null : Math.min(days.length - 1, Math.max(0, Math.round(logical))));
  };
  chart.subscribeCrosshairMove(move);
  return {
    point: (index) => {
      const [day, height] = index === null ? [undefined, null] : [days[index], floats.find((values) => values[index] != null)?.[index]];
      if (day === undefined || !main) chart.clearCrosshairPosition();
      else chart.setCrosshairPosition((height ?? 0) * scale, day, main);
    },
    recolour,
    remove: () => chart.remove(),
  };
}

/** A gap stays a gap: the stroke that leads over it, which is of the point before it, has no colour. */
function addLine(chart: IChartApi, { look }: ChartLine, days: readonly string[], values: readonly (number | null)[]): Line {
  const beforeGap = (index: number) => values[index + 1] === null;
  const shared = { priceFormat: { type: "price" as const, minMove: 0.01 }, priceLineVisible: false, lastValueVisible: false };
  if (look === "area" || look === "below") {
    const area = chart.addSeries(AreaSeries, { ...shared, invertFilledArea: look === "below" });
    const hidden = { lineColor: "transparent", topColor: "transparent", bottomColor: "transparent" };
    area.setData(days.map((time, index) => point(time, values[index], beforeGap(index) ? hidden : {})));
    return area;
  }
  const line = chart.addSeries(LineSeries, { ...shared, ...(look === "dashed" ? { lineStyle: LineStyle.Dashed } : {}) });
  line.setData(days.map((time, index) => point(time, values[index], beforeGap(index) ? { color: "transparent" } : {})));
  return line;
}

function point<Look extends object>(time: string, value: number | null | undefined, look: Look) {
  return value == null ? { time } : { time, value, ...look };
}

function lookOf({ look, color }: ChartLine, palette: ChartPalette) {
  const stroke = palette.colorOf(color);
  if (look !== "area" && look !== "below")
    return { color: stroke, lineWidth: look === "dashed" ? (1 as const) : (2 as const), crosshairMarkerRadius: 3 };
  return {
    lineColor: stroke,
    lineWidth: 2 as const,
    topColor: translucent(stroke, 0.22),
    bottomColor: translucent(stroke, 0.02),
    crosshairMarkerRadius: 4,
  };
}

function paint(chart: IChartApi, { ink, muted, line, font }: ChartPalette): void {
  chart.applyOptions({
    layout: {
      background: { type: ColorType.Solid, color: "transparent" },
      textColor: muted,
      fontFamily: font,
      fontSize: 11,
      // The link that their licence asks for stands under the chart, where it covers no line.
      attributionLogo: false,
    },
    grid: { vertLines: { visible: false }, horzLines: { color: line } },
    crosshair: { vertLine: { color: ink, style: LineStyle.Solid, width: 1 } },
  });
}

function markers(days: readonly string[], marks: readonly ChartMark[], palette: ChartPalette): SeriesMarker<Time>[] {
  return [...marksByDay(days, marks)]
    .sort(([a], [b]) => a - b)
    .flatMap(([index, ofDay]) =>
      (["in", "out", "income"] as const)
        .filter((kind) => ofDay.some((mark) => mark.kind === kind))
        .map((kind) => {
          const { position, shape, color } = MARKS[kind];
          return { time: days[index] ?? "", position, shape, color: palette[color], size: kind === "income" ? 0.6 : 1 };
        }),
    );
}
