/**
 * Files with scripts and references of their own, in a real browser: wherever the server hands them out or shows them,
 * nothing in them runs and nothing they name is asked for.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { read, signIn } from "./person";
import { administrator, Placet } from "./placet";

const corpus = resolve(import.meta.dirname, "../../../shared/corpus");
const drawings = join(corpus, "images/svg/hostile");
const papers = ["javascript.pdf", "evaljs.pdf", "js-buttons.pdf", "autoprint.pdf", "file_url_link.pdf"];

/** Drawings that any browser takes hours for where a page shows them; ours never puts an original into one. */
const endless = ["made-use-expansion-bomb.svg"];

const page_of_script = `<!doctype html><title>plain</title><script>document.title = "canary-page-ran"</script>
<img src="x" onerror="document.documentElement.dataset.canary = 'image-ran'"><p>A page.</p>`;

type File = { name: string; body: Buffer };
type Asset = { id: string; version: { preview: string; mime: string } };

function files(): File[] {
  const named = [
    ...readdirSync(drawings)
      .filter((name) => name.endsWith(".svg"))
      .map((name) => join(drawings, name)),
    ...papers.map((name) => join(corpus, "documents/pdf", name)),
    join(corpus, "images/broken/html-named.jpg"),
    join(corpus, "images/broken/svg-with-script-named.png"),
  ];
  return [
    ...named.map((path) => ({ name: basename(path), body: readFileSync(path) })),
    { name: "page.html", body: Buffer.from(page_of_script) },
  ];
}

let placet: Placet;

test.beforeAll(async () => {
  placet = await Placet.start();
});
test.afterAll(async () => {
  await placet.stopAndForget();
});

/** Everything that must not happen, as it happens. */
function watch(page: Page, own: string): string[] {
  const seen: string[] = [];
  page.on("dialog", (dialog) => {
    seen.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !/^(data|blob|about|chrome-extension|chrome):/.test(url)) seen.push(url);
  });
  return seen;
}

/** Which canaries sang, in any frame of the page: what a script in a file would write. */
async function songs(page: Page): Promise<string[]> {
  const sung = () => [
    document.title.includes("canary") ? document.title : "",
    document.documentElement.getAttribute("data-canary") ?? "",
  ];
  const all = await Promise.all(page.frames().map((frame) => frame.evaluate(sung).catch(() => [])));
  return all.flat().filter((word) => word !== "");
}

/** Opens an address itself, as somebody who was sent it would; what is saved instead of shown is as good. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: "load" }).catch((error: Error) => {
    if (!/download|ERR_ABORTED|ERR_HTTP_RESPONSE_CODE_FAILURE|ERR_INVALID_RESPONSE/i.test(error.message))
      throw error;
  });
  await page.waitForTimeout(150);
}

async function send(page: Page, file: File): Promise<Asset | undefined> {
  const cookies = await page.context().cookies(placet.url);
  const csrf = cookies.find((cookie) => cookie.name === "placet_csrf")?.value ?? "";
  const sent = await page.request.post(`${placet.url}/api/v1/assets`, {
    headers: { Origin: placet.url, "Placet-CSRF": decodeURIComponent(csrf) },
    multipart: { file: { name: file.name, mimeType: "application/octet-stream", buffer: file.body } },
  });
  const status = sent.status();
  expect([200, 201, 413, 415, 422], `${file.name}: ${status} ${await sent.text()}`).toContain(status);
  const answer: { asset?: Asset } = await sent.json();
  const id = answer.asset?.id;
  if (id === undefined) return undefined;
  let asset = await read<Asset>(page, `/assets/${id}`);
  await expect
    .poll(
      async () => {
        asset = await read<Asset>(page, `/assets/${id}`);
        return asset.version.preview;
      },
      { timeout: 60_000 },
    )
    .not.toBe("pending");
  return asset;
}

test("nothing in a stranger's file runs or asks for anything", async ({ page, context }) => {
  test.skip(!existsSync(drawings), "the corpus is not beside this checkout");
  test.setTimeout(600_000);
  await signIn(page, placet.url, administrator);
  const seen = watch(page, placet.url);
  let opened = 0;
  for (const file of files()) {
    const asset = await send(page, file);
    if (asset === undefined) continue;
    const api = `${placet.url}/api/v1/assets/${asset.id}`;
    const iiif = `${placet.url}/iiif/3/${asset.id}`;
    await page.goto(`${placet.url}/assets/${asset.id}`);
    await expect(page.getByRole("heading").first(), file.name).toBeVisible();
    expect(await songs(page), `${file.name} on its page`).toEqual([]);
    // Put into a page of the same origin, in every way that shows a file.
    if (!endless.includes(file.name))
      await page.evaluate((from) => {
        for (const kind of ["iframe", "object", "embed", "img"] as const) {
          const shown = document.createElement(kind);
          if (shown instanceof HTMLObjectElement) shown.data = from;
          else shown.src = from;
          document.body.append(shown);
        }
      }, `${api}/original`);
    await page.waitForTimeout(250);
    expect(await songs(page), `${file.name} inside a page`).toEqual([]);
    const direct = await context.newPage();
    const beside = watch(direct, placet.url);
    for (const url of [
      `${api}/original`,
      `${api}/renditions/preview`,
      `${api}/renditions/large`,
      `${iiif}/info.json`,
      `${iiif}/full/max/0/default.jpg`,
    ]) {
      await open(direct, url);
      expect(await songs(direct), `${file.name} at ${url}`).toEqual([]);
      opened += 1;
    }
    expect(beside, file.name).toEqual([]);
    await direct.close();
    expect(seen, file.name).toEqual([]);
  }
  expect(opened).toBeGreaterThan(100);
});

test("the checks see a script that runs and a picture that is asked for", async ({ page }) => {
  test.skip(!existsSync(drawings), "the corpus is not beside this checkout");
  const names: Record<string, string> = {
    script: "made-script-element.svg",
    image: "made-external-image-http.svg",
  };
  await page.route("http://bare.test/*", async (route) => {
    const name = names[new URL(route.request().url()).pathname.slice(1)];
    if (name === undefined) return route.abort();
    await route.fulfill({ contentType: "image/svg+xml", body: readFileSync(join(drawings, name)) });
  });
  const seen = watch(page, "http://bare.test/");
  await page.goto("http://bare.test/script");
  expect(await songs(page)).toEqual(["script-ran"]);
  await page.goto("http://bare.test/image");
  await expect.poll(() => seen.some((url) => url.includes("canary.invalid"))).toBe(true);
});
