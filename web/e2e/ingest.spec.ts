/**
 * Words and records as administrators see them: how often a word is said and who changed it, what an import refused and
 * trying it again; light and dark, wide and narrow. Pictures go to test-results/screens.
 */
import { mkdirSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { signIn } from "./person";
import { drawPicture } from "./pictures";
import { administrator, Placet } from "./placet";

const pictures = "test-results/screens";
const looks = [
  ["light", 1440],
  ["dark", 1440],
  ["dark", 390],
  ["light", 390],
] as const;

let placet: Placet;

test.beforeAll(async () => {
  placet = await Placet.start({ clock: "2026-11-23T09:00:00Z" });
});
test.afterAll(async () => {
  await placet.stopAndForget();
});

type Sent = { method: string; path: string; body: unknown; revision?: number };

/** Calls the API as the page's own session; a text goes as it is. */
async function call<T>(page: Page, sent: Sent): Promise<T> {
  return page.evaluate(async ({ method, path, body, revision }) => {
    const isText = typeof body === "string";
    const token = decodeURIComponent(/placet_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? "");
    const headers: Record<string, string> = {
      "Content-Type": isText ? "application/octet-stream" : "application/json",
      "Placet-CSRF": token,
    };
    if (revision !== undefined) headers["If-Match"] = `"${revision}"`;
    const answer = await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: isText ? body : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.json();
  }, sent);
}

/** Looks at what is on screen in all looks. */
async function lookAt(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  for (const [colorScheme, width] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: `${pictures}/${name}-${colorScheme}-${width}.png` });
    await expectAccessible(page, `${name}, ${colorScheme}, ${width}`);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, `${name} at ${width} scrolls sideways`).toBe(0);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

const term = (key: string, name: string) => ({ key, labels: { en: name } });

test("a vocabulary tells how often its words are said, who changed them, and assets show the new name", async ({
  page,
}) => {
  await signIn(page, placet.url, administrator);
  const seasons = { key: "seasons", labels: { en: "Seasons" } };
  const terms = [term("winter", "Winter"), term("spring", "Spring")];
  await call(page, { method: "POST", path: "/vocabularies", body: { ...seasons, terms } });
  const field = { key: "season", kind: "multi_choice", labels: { en: "Season" }, vocabulary: "seasons" };
  await call(page, { method: "POST", path: "/fields", body: field });
  await page
    .locator("input[data-choose=files]")
    .setInputFiles([{ name: "fjord.png", mimeType: "image/png", buffer: await drawPicture(page, 40) }]);
  await page.getByText(/^Added,/).waitFor();
  const asset = await page.evaluate(async () => {
    for (let turn = 0; turn < 50; turn += 1) {
      const found = await (await fetch("/api/v1/search?q=fjord")).json();
      if (found.hits.length > 0) return found.hits[0].asset_id as string;
      await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error("the asset is not found");
  });

  // Said on the page of the asset, by its name.
  await page.goto(`${placet.url}/assets/${asset}`);
  await page.getByRole("button", { name: "Edit fields" }).click();
  await page.getByRole("combobox", { name: "Season" }).click();
  await page.getByRole("option", { name: "Winter" }).click();
  await page.keyboard.press("Escape");
  const save = page.getByRole("button", { name: "Save", exact: true });
  await save.click();
  await expect(save).toBeHidden();
  const details = page.getByRole("tabpanel", { name: "Details" });
  await expect(details.getByText("Winter", { exact: true })).toBeVisible();

  await page.goto(`${placet.url}/vocabularies`);
  await page.getByRole("button", { name: "Change Seasons" }).click();
  const form = page.getByRole("dialog");
  await expect(form.getByText("1 asset")).toBeVisible();
  await expect(form.getByText("0 assets")).toBeVisible();
  await expect(form.getByRole("button", { name: "Take Winter out" })).toBeDisabled();
  await form.getByLabel("Winter, in English").fill("Wintertime");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();
  await page.getByRole("button", { name: "Change Seasons" }).click();
  await form.getByRole("button", { name: "History of the vocabulary" }).click();
  await expect(form.getByText("Winter became Wintertime")).toBeVisible();
  await lookAt(page, "vocabulary-history");

  await page.goto(`${placet.url}/assets/${asset}`);
  await expect(details.getByText("Wintertime", { exact: true })).toBeVisible();
  await lookAt(page, "asset-words");
});

test("what an import of records refused is tried again", async ({ page }) => {
  await signIn(page, placet.url, administrator);
  const sent = await call<{ id: string }>(page, {
    method: "POST",
    path: "/imports/files?name=list.csv",
    body: "id,title\n1,Dawn\n,Nobody\n",
  });
  const begun = await call<{ id: string }>(page, {
    method: "POST",
    path: "/imports",
    body: { upload: sent.id },
  });
  await page.goto(`${placet.url}/imports/${begun.id}`);
  await expect(page.getByText("line 3")).toBeVisible();
  await lookAt(page, "import-records");
  await page.getByRole("button", { name: "Try what was refused again" }).click();
  await expect(page.getByText("What was refused is tried again.")).toBeVisible();
  await expect(page.getByText("line 3")).toBeVisible();
  await expect(
    page
      .getByRole("radio", { name: /^Refused 1/ })
      .or(page.getByText(/^Refused 1$/))
      .first(),
  ).toBeVisible();
});
