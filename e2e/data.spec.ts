import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { flexStatement } from "./files/flex";
import { expect, expectAccessible, importRows, linkAccount, signUp, test } from "./support/fixtures";

test("a person sees what happened in their name, and narrows it to a kind", async ({ page, person }) => {
  expect(person).toBeTruthy();
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importRows(page, account, { name: "june.xml", buffer: flexStatement() });
  await page.goto("/settings");
  await page.getByRole("link", { name: "See all activity" }).click();
  await expect(page.getByRole("heading", { name: "Activity", level: 1 })).toBeVisible();
  const main = page.getByRole("main");
  await expect(main.getByText("Import written to the ledger")).toBeVisible();
  await expect(main.getByText("Signed in", { exact: true })).toBeVisible();
  await expect(main.getByRole("link", { name: "Broker", exact: true })).toHaveAttribute("href", account);
  await expectAccessible(page);

  await page.getByLabel("Kind").selectOption({ label: "Imports and syncs" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(main.getByText("Signed in", { exact: true })).toHaveCount(0);
  await expect(main.getByText("Import written to the ledger")).toBeVisible();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "JSON" }).click();
  const rows = JSON.parse(readFileSync(await (await downloading).path(), "utf8")) as { event: string }[];
  expect(rows.map(({ event }) => event)).toContain("import_committed");
  expect(rows.map(({ event }) => event)).not.toContain("sign_in");
});

test("a person takes everything along, and deletes themselves", async ({ page, person }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  const file = flexStatement();
  const importPath = await importRows(page, account, { name: "june.xml", buffer: file });
  await page.goto("/settings");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export everything" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^truefolio-\d{4}-\d\d-\d\d\.zip$/);
  const files = unzipSync(new Uint8Array(readFileSync(await download.path())));
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(["README.md", "manifest.json", "json/transactions.json", "csv/transactions.csv"]),
  );
  expect(Buffer.from(files[`originals/${importPath.split("/").at(-1)}-june.xml`] ?? []).equals(file)).toBe(true);

  await page.getByRole("button", { name: "Delete my account" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete my account" });
  await expect(dialog.getByRole("button", { name: "Export everything" })).toBeVisible();
  await expect(dialog.getByText("1 import, with the files")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Your e-mail address").fill("somebody@example.org");
  await dialog.getByLabel("Your password").fill(person.password);
  await dialog.getByRole("button", { name: "Delete my account" }).click();
  await expect(dialog.getByText(`Type ${person.email} to confirm.`).first()).toBeVisible();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await dialog.getByLabel("Your e-mail address").fill(person.email);
  await dialog.getByLabel("Your password").fill(person.password);
  await dialog.getByRole("button", { name: "Delete my account" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/portfolios");
  await expect(page).toHaveURL(/\/sign-in/);
  // Nobody is there under that address: it can be signed up with anew.
  await signUp(page, person);
  await page.goto("/portfolios");
  await expect(page.getByText("Broker", { exact: true })).toHaveCount(0);
});
