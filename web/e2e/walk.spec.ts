/**
 * The first walk, as a person takes it: upload, describe, license, find by what may be done with it, approve, publish,
 * serve to the public, and gone the second the right ends.
 */
import { expect, type Page, test } from "@playwright/test";
import { drawPicture } from "./pictures";
import { administrator, Placet } from "./placet";

/** A morning in Germany on which the year 2026 still has weeks to go. */
const morning = "2026-11-23T09:00:00Z";
const use = "use.channel=owned.site&use.territory=DE&use.from=2026-12-01&use.until=2027-01-31";
const approver = { email: "approver@placet.test", password: "another long word" };

let placet: Placet;

test.beforeAll(async () => {
  placet = await Placet.start({ clock: morning });
});
test.afterAll(async () => {
  await placet.stopAndForget();
});

async function signIn(page: Page, who: { email: string; password: string }) {
  await page.goto(`${placet.url}/sign-in`);
  await page.getByLabel("Email").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/library/);
}

/** Calls the API as the page's own session. */
async function call<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ([method, path, body]) => {
      const csrf = /placet_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? "";
      const answer = await fetch(`/api/v1${path}`, {
        method: method as string,
        headers: { "Content-Type": "application/json", "Placet-CSRF": csrf },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${answer.status} ${text}`);
      return text === "" ? undefined : JSON.parse(text);
    },
    [method, path, body] as const,
  );
}

test("an asset is uploaded, licensed, found, approved, published, and gone when the right ends", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await signIn(page, administrator);

  // A second pair of eyes, and a place to publish to.
  await call(page, "POST", "/users", { ...approver, name: "Ada Approver", role: "approver" });
  await call(page, "POST", "/channels", {
    key: "website",
    name: "Our website",
    kind: "public_url",
    rights_channel: "owned.site",
    territories: ["DE"],
  });

  // Upload: nobody has said yet what may be done with it.
  await page.goto(`${placet.url}/library?${use}`);
  const picture = await drawPicture(page, 200);
  await page.locator('input[type="file"]').first().setInputFiles({
    name: "harbour-at-dawn.png",
    mimeType: "image/png",
    buffer: picture,
  });
  await expect(page.getByText(/^Added,/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole("link", { name: "Open" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "harbour-at-dawn" })).toBeVisible();
  await expect(page.getByText("Not known").first()).toBeVisible();
  const asset = /assets\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";

  // Describe it.
  await page.getByRole("button", { name: "Edit details" }).click();
  await page.getByLabel("Title").fill("Harbour at dawn");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Harbour at dawn" })).toBeVisible();

  // Record its licence, in three steps.
  await page.getByRole("button", { name: "Record a licence for this asset" }).first().click();
  const dialog = page.getByRole("dialog");
  await recordLicence(page);
  await expect(dialog.getByText(/is on record/)).toBeVisible({ timeout: 20_000 });
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Cleared").first()).toBeVisible({ timeout: 20_000 });

  // Found by what may be done with it.
  await page.goto(`${placet.url}/library?${use}&bucket=allowed`);
  await expect(page.getByRole("gridcell").first()).toContainText("Harbour at dawn", { timeout: 20_000 });

  // Asked for, and approved by somebody else.
  await page.goto(`${placet.url}/assets/${asset}?${use}`);
  await page.getByRole("button", { name: "Ask for approval" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Ask for approval" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  const other = await browser.newContext();
  const desk = await other.newPage();
  await signIn(desk, approver);
  await desk.goto(`${placet.url}/approvals`);
  await desk.getByText("Harbour at dawn").first().click();
  await desk.getByRole("button", { name: /^Approve( A)?$/ }).click();
  await expect(desk.getByText(/Approved. Press N/)).toBeVisible();
  await other.close();

  // Published: planned for its first day.
  await page.reload();
  await page.getByRole("button", { name: "Publish" }).first().click();
  const publish = page.getByRole("dialog");
  await publish.getByLabel("Channel").click();
  await page.getByRole("option", { name: /Our website/ }).click();
  await publish.getByRole("button", { name: "Publish" }).click();
  await expect(publish).toBeHidden({ timeout: 20_000 });
  const planned = await call<{ items: { id: string; state: string }[] }>(
    page,
    "GET",
    `/publications?asset=${asset}`,
  );
  expect(planned.items[0]?.state).toBe("planned");

  // On its first day it goes live; on its last it is there until midnight in Germany, and gone a second later.
  const address = await onTheDay("2026-12-01T00:00:05+01:00", planned.items[0]?.id ?? "");
  await placet.stop();
  placet = await Placet.start({ clock: "2027-01-31T22:59:50Z", folder: placet.folder });
  const live = () => fetch(address(placet.url));
  expect((await live()).status).toBe(200);
  await expect.poll(async () => (await live()).status, { timeout: 30_000, intervals: [500] }).toBe(451);
  const refusal = (await (await live()).json()) as { code: string; detail: string };
  expect(refusal.code).toBe("publication.right_ended");

  // The publication says when and why.
  await signIn(page, administrator);
  await page.goto(`${placet.url}/publications/${planned.items[0]?.id}`);
  await expect(page.getByText(/Ended/).first()).toBeVisible({ timeout: 20_000 });
});

/** Restarts the server on the first day and waits until the publication is live; answers its address on any server. */
async function onTheDay(clock: string, id: string): Promise<(server: string) => string> {
  await placet.stop();
  placet = await Placet.start({ clock: new Date(clock).toISOString(), folder: placet.folder });
  const session = await fetch(`${placet.url}/api/v1/sessions`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(administrator),
  });
  const { token } = (await session.json()) as { token: string };
  const read = async () => {
    const answer = await fetch(`${placet.url}/api/v1/publications/${id}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return (await answer.json()) as { state: string; public_url: string };
  };
  await expect.poll(async () => (await read()).state, { timeout: 30_000 }).toBe("live");
  const path = new URL((await read()).public_url, placet.url).pathname;
  const bytes = await fetch(`${placet.url}${path}`);
  expect(bytes.status).toBe(200);
  return (server) => `${server}${path}`;
}

/** The guided dialog: the right and the paper, what it allows, where it says so. */
async function recordLicence(page: Page) {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Title/).fill("Harbour series");
  await dialog.getByLabel(/^Reference/).fill("L-2026-001");
  await dialog.getByLabel(/^Granted by/).fill("Jo Photographer");
  await dialog.getByLabel(/^Signed on/).fill("2026-11-01");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await dialog.getByRole("button", { name: "Take channels and places over" }).click();
  await dialog.getByRole("radiogroup", { name: "From when" }).getByLabel("On a day").check();
  await dialog.getByLabel("First day").fill("2026-11-01");
  await dialog.getByRole("radiogroup", { name: "Until when" }).getByLabel("On a day").check();
  await dialog.getByLabel("Last day").fill("2027-01-31");
  await dialog.getByLabel("Any purpose").check();
  await dialog.getByRole("button", { name: "Continue" }).click();
  await dialog.getByLabel("In the paper, in these words").check();
  await dialog.getByLabel("Words of the paper").fill("Use on the licensee's websites in Germany.");
  await dialog.getByLabel("Page").fill("2");
  await dialog.getByRole("button", { name: "Record the licence" }).click();
}
