/** A picture to upload: a real PNG drawn by the browser, different for each seed. */
import type { Page } from "@playwright/test";

export async function drawPicture(page: Page, seed: number, scale = 1): Promise<Buffer> {
  const draw = ([hue, scale]: readonly [number, number]) => {
    const canvas = document.createElement("canvas");
    canvas.width = 1200 * scale;
    canvas.height = 800 * scale;
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("no canvas");
    pen.scale(scale, scale);
    const sky = pen.createLinearGradient(0, 0, 0, 800);
    sky.addColorStop(0, `hsl(${hue} 60% 70%)`);
    sky.addColorStop(1, `hsl(${hue + 60} 70% 45%)`);
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 1200, 800);
    pen.fillStyle = `hsl(${hue + 180} 50% 90%)`;
    pen.beginPath();
    pen.arc(820, 260, 120, 0, Math.PI * 2);
    pen.fill();
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  };
  const data = await page.evaluate(draw, [seed, scale] as const);
  return Buffer.from(data, "base64");
}
