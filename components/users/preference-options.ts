import type { SelectOption } from "@/components/ui/select";

const LOCALES = [
  "en-GB",
  "en-US",
  "en-IE",
  "en-CA",
  "en-AU",
  "en-IN",
  "en-ZA",
  "de-DE",
  "de-AT",
  "de-CH",
  "fr-FR",
  "fr-BE",
  "fr-CA",
  "fr-CH",
  "nl-NL",
  "nl-BE",
  "es-ES",
  "es-MX",
  "it-IT",
  "it-CH",
  "pt-PT",
  "pt-BR",
  "da-DK",
  "sv-SE",
  "nb-NO",
  "fi-FI",
  "pl-PL",
  "cs-CZ",
  "hu-HU",
  "ro-RO",
  "el-GR",
  "tr-TR",
  "ja-JP",
  "ko-KR",
  "zh-CN",
] as const;

/** Those in which people keep accounts at brokers, by region; any other that a person already has is added to the list. */
const CURRENCIES = [
  "EUR",
  "USD",
  "GBP",
  "CHF",
  "SEK",
  "NOK",
  "DKK",
  "PLN",
  "CZK",
  "HUF",
  "RON",
  "BGN",
  "ISK",
  "TRY",
  "ILS",
  "ZAR",
  "AED",
  "SAR",
  "CAD",
  "AUD",
  "NZD",
  "JPY",
  "CNY",
  "HKD",
  "SGD",
  "KRW",
  "TWD",
  "INR",
  "THB",
  "MYR",
  "IDR",
  "PHP",
  "BRL",
  "MXN",
  "CLP",
  "COP",
] as const;

const including = (values: readonly string[], current: string) => (values.includes(current) ? values : [current, ...values]);

/** `EUR, Euro` … */
export function currencyOptions(current: string): SelectOption[] {
  const names = new Intl.DisplayNames("en-GB", { type: "currency" });
  return including(CURRENCIES, current).map((value) => ({ value, label: `${value}, ${names.of(value) ?? value}` }));
}

/** `German (Germany): 1.234.567,89`: the example says more than the name. */
export function localeOptions(current: string): SelectOption[] {
  const names = new Intl.DisplayNames("en-GB", { type: "language", languageDisplay: "standard" });
  return including(LOCALES, current).map((value) => ({ value, label: `${names.of(value) ?? value}: ${example(value)}` }));
}

const example = (locale: string) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format("1234567.89" as Intl.StringNumericLiteral);

/** UTC first, then the zones of the tz database by name. */
export function timeZoneOptions(current: string): SelectOption[] {
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
  return including(zones, current).map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
