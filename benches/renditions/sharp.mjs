// The same three renditions with sharp: `node sharp.mjs documented|cascade OUT EFFORT LANES PHOTO…`.
// "documented" is three pipelines from one file, as its pages show; "cascade" makes each size from the next larger one.
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
const sharp = createRequire(join(process.env.SHARP_FOLDER, 'x.js'))('sharp')

const [how, out, effort, lanes, ...photos] = process.argv.slice(2)
sharp.concurrency(1)
sharp.cache(false)

const to = (photo, end) => join(out, `${basename(photo, '.jpg')}.${end}`)
const inside = (edge) => ({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
const webp = { quality: 80, effort: Number(effort) }

async function documented(photo) {
  await sharp(photo).autoOrient().resize(inside(320)).jpeg({ quality: 80 }).toFile(to(photo, '320.jpg'))
  await sharp(photo).autoOrient().resize(inside(1280)).jpeg({ quality: 80 }).toFile(to(photo, '1280.jpg'))
  await sharp(photo).autoOrient().resize(inside(2048)).webp(webp).toFile(to(photo, '2048.webp'))
}

async function cascade(photo) {
  const step = async (from, edge) => {
    const { data, info } = await from.resize(inside(edge)).raw().toBuffer({ resolveWithObject: true })
    return () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
  }
  const large = await step(sharp(photo).autoOrient().toColourspace('srgb'), 2048)
  const middle = await step(large(), 1280)
  const small = await step(middle(), 320)
  await small().jpeg({ quality: 80 }).toFile(to(photo, '320.jpg'))
  await middle().jpeg({ quality: 80 }).toFile(to(photo, '1280.jpg'))
  await large().webp(webp).toFile(to(photo, '2048.webp'))
}

let next = 0
const lane = async () => {
  while (next < photos.length) await (how === 'cascade' ? cascade : documented)(photos[next++])
}
await Promise.all(Array.from({ length: Number(lanes) }, lane))
