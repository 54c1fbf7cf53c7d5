import { describe, expect, it } from "vitest";
import { preferencesSchema } from "@/lib/users/schema";
import { currencyOptions, localeOptions, timeZoneOptions } from "./preference-options";

const values = (options: readonly { value: string }[]) => options.map((option) => option.value);

describe("the choices among the preferences", () => {
  it("are all choices that can be saved", () => {
    for (const baseCurrency of values(currencyOptions("EUR")))
      expect(preferencesSchema.shape.baseCurrency.safeParse(baseCurrency).success).toBe(true);
    for (const locale of values(localeOptions("en-GB"))) expect(preferencesSchema.shape.locale.safeParse(locale).success).toBe(true);
    for (const timeZone of values(timeZoneOptions("UTC"))) expect(preferencesSchema.shape.timeZone.safeParse(timeZone).success).toBe(true);
  });

  it("include what a person has chosen before, also when it is none of the usual ones", () => {
    expect(values(currencyOptions("ISK"))).toContain("ISK");
    expect(values(currencyOptions("KZT"))[0]).toBe("KZT");
    expect(values(localeOptions("et-EE"))[0]).toBe("et-EE");
    expect(values(timeZoneOptions("Asia/Calcutta"))).toContain("Asia/Calcutta");
  });

  it("name each choice once", () => {
    for (const options of [currencyOptions("EUR"), localeOptions("en-GB"), timeZoneOptions("UTC")])
      expect(new Set(values(options)).size).toBe(options.length);
  });

  it("show how a language writes a number", () => {
    expect(localeOptions("en-GB").find((option) => option.value === "de-DE")?.label).toBe("German (Germany): 1.234.567,89");
  });
});
