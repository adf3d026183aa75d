/** What a story does before it begins: signs somebody in, and asks the API as the page's own session. */
import type { Page } from "@playwright/test";

export type Person = { email: string; password: string };

/** People of the demo. */
export const marit: Person = { email: "marit.halvard@halvard-sonne.example", password: "placet-demo" };

export async function signIn(page: Page, server: string, who: Person): Promise<void> {
  await page.goto(`${server}/sign-in`);
  await page.getByLabel("Email").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/library/);
}

/** Reads from the API; throws the answer's text when it is refused. */
export async function read<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async (path) => {
    const answer = await fetch(`/api/v1${path}`);
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.json();
  }, path);
}
