import type { DecimalString } from "@/lib/money/decimal";

/** A decimal as a float, to be drawn. Nothing but the place of a pixel is worked out from it. */
export function toFloat(value: DecimalString): number {
  return Number(value);
}

/**
 * A power of ten that brings the values near ten thousand: a chart draws between ± 9 × 10¹³ and in steps of a hundredth, and people hold
 * fractions of a coin as well as rupiah by the billion.
 */
export function drawingScale(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0 || !Number.isFinite(largest)) return 1;
  return 10 ** (4 - Math.floor(Math.log10(largest)));
}

export interface Scale {
  from: number;
  to: number;
  /** From the lowest to the highest; 0 is one of them whenever it is in between. */
  ticks: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];

/** An axis with round marks that has room for 0 and for all values. `about`: how many marks it should have. */
export function roundScale(values: readonly number[], about = 4): Scale {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  if (high === low) return { from: 0, to: 1, ticks: [0, 1] };
  const rough = (high - low) / about;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * (STEPS.find((each) => each * magnitude >= rough) ?? 10);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return { from: first * step, to: last * step, ticks };
}

export interface Bar {
  /** Distance of its upper edge from the top, and its height: percent of the height of the chart. */
  top: number;
  height: number;
}

/** How far below the top of the chart a value is, in percent of its height. */
export function heightOf(value: number, { from, to }: Scale): number {
  return ((to - value) / (to - from)) * 100;
}

/** Where the bar of a value is on a scale: from 0 up, or from 0 down. */
export function barOf(value: number, scale: Scale): Bar {
  const [zero, end] = [heightOf(0, scale), heightOf(value, scale)];
  return { top: Math.min(zero, end), height: Math.abs(zero - end) };
}

/** Every how many of `count` labels one is written, so that there are at most `most`, and the last one always is. */
export function labelEvery(count: number, most: number): number {
  return Math.max(1, Math.ceil(count / most));
}
