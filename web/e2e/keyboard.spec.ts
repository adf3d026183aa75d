/** A walk without a mouse: sign in, say the use, go through the grid, open an asset and its Why, and back. */
import { expect, type Page, test } from "@playwright/test";
import { marit } from "./person";
import { Placet } from "./placet";

let placet: Placet;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  placet = await Placet.start({ clock: "2026-11-23T09:00:00Z", demo: true });
});
test.afterAll(async () => {
  await placet.stopAndForget();
});

/** Presses Tab until the thing is focused; a keyboard that cannot reach it fails here. */
async function tabTo(page: Page, what: ReturnType<Page["getByRole"]>, most = 40) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await what.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`not reached with ${most} presses of Tab`);
}

async function chooseInPalette(page: Page, words: string, choice: RegExp) {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog").locator("input")).toBeFocused();
  await page.keyboard.type(words);
  await expect(
    page
      .getByRole("button", { name: choice })
      .or(page.getByRole("option", { name: choice }))
      .first(),
  ).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
}

test("an asset is found, opened and explained with the keyboard alone", async ({ page }) => {
  await page.goto(`${placet.url}/sign-in`);
  await tabTo(page, page.getByLabel("Email"));
  await page.keyboard.type(marit.email);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(marit.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(/library/);
  await expect(page.getByRole("gridcell").first()).toBeVisible();

  // The use: channel and place through the palette, the days through the bar.
  await chooseInPalette(page, "use: instagram", /For use in Instagram/);
  await expect(page).toHaveURL(/use\.channel=[^&]*instagram/);
  await chooseInPalette(page, "use: germany", /For use in Germany/);
  await expect(page).toHaveURL(/use\.territory=DE/);
  await tabTo(page, page.getByRole("button", { name: /^Dates/ }));
  await page.keyboard.press("Enter");
  const days = page.getByRole("dialog");
  await expect(days).toBeVisible();
  const preset = days.getByRole("button", { name: "Next 30 days" });
  await tabTo(page, preset);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/use\.until=/);
  await page.keyboard.press("Escape");
  await expect(days).toBeHidden();
  await expect(page.getByRole("gridcell").filter({ hasText: "Cleared" }).first()).toBeVisible();

  // The grid is one tab stop; arrows walk it.
  const cell = (index: number) => page.locator(`[data-index="${index}"]`);
  await tabTo(page, cell(0));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(cell(2)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(cell(1)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(cell(1)).not.toBeFocused();
  const index = await page.evaluate(() => document.activeElement?.getAttribute("data-index") ?? "");
  await page.keyboard.press("Enter");
  await page.waitForURL(/assets\//);

  // Why, and back to the button that opened it.
  const why = page.getByRole("button", { name: "Why?" });
  await expect(why).toBeVisible();
  await tabTo(page, why);
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Why this verdict" });
  await expect(panel).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(why).toBeFocused();

  // Back in the library, the focus is where it was.
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await page.waitForURL(/library/);
  await expect(cell(Number(index))).toBeFocused();
});
