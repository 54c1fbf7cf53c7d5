import { describe, expect, it } from "vitest";
import { parseOfxDate } from "./dates";

describe("a date in OFX", () => {
  it.each([
    ["20250103", "2025-01-03T00:00:00.000Z", true],
    ["20250103000000", "2025-01-03T00:00:00.000Z", true],
    ["20140630000000.000[-6:MDT]", "2014-06-30T00:00:00.000Z", true],
    ["20250103000000[+13:NZDT]", "2025-01-03T00:00:00.000Z", true],
    ["20110308020000", "2011-03-08T02:00:00.000Z", false],
    ["20130525225731.258", "2013-05-25T22:57:31.258Z", false],
    ["20180804093914:014", "2018-08-04T09:39:14.014Z", false],
    ["20091217162416.000[-:EST]", "2009-12-17T21:24:16.000Z", false],
    ["20150909084609.717[-6:MDT]", "2015-09-09T14:46:09.717Z", false],
    ["20250103120000[+5.30:IST]", "2025-01-03T06:30:00.000Z", false],
    ["20250103120000[-3.5]", "2025-01-03T15:30:00.000Z", false],
    ["20250103120000[0:GMT]", "2025-01-03T12:00:00.000Z", false],
  ])("reads %s as %s (a day alone: %s)", (text, instant, dateOnly) => {
    expect(parseOfxDate(text)).toMatchObject({ instant, dateOnly });
  });

  it.each(["20120231", "201120000000", "20250103240000", "20250103126000", "2025-01-03", "", "00000000", "20250103120000[+99]"])(
    "refuses %j",
    (text) => {
      expect(parseOfxDate(text)).toBeNull();
    },
  );

  it("reads an unknown zone name as UTC and says so", () => {
    expect(parseOfxDate("20250103120000[-:XYZ]")).toMatchObject({
      instant: "2025-01-03T12:00:00.000Z",
      doubt: expect.stringContaining("XYZ"),
    });
  });
});
