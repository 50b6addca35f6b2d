// Bundles the client into target/classes/web: index.html, and under assets/ files named by their content.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build, context } from "esbuild";

const out = "target/classes/web";
const budgetBytes = 100 * 1024;
const watching = process.argv.includes("--watch");

const page = {
  name: "page",
  setup(build) {
    build.onEnd(async ({ errors, metafile }) => {
      if (errors.length > 0) return;
      await writePage(metafile.outputs);
    });
  },
};

const bundle = await context({
  entryPoints: { app: "src/main.tsx", boot: "src/boot.ts", style: "src/styles/all.css" },
  outdir: `${out}/assets`,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  splitting: false,
  format: "iife",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: !watching,
  sourcemap: watching ? "inline" : false,
  legalComments: "none",
  charset: "utf8",
  metafile: true,
  logLevel: "warning",
  plugins: [page],
});

await rm(out, { recursive: true, force: true });
await mkdir(`${out}/assets`, { recursive: true });
const emoji = await bundleEmoji();
if (watching) {
  await bundle.watch();
} else {
  await bundle.rebuild();
  await bundle.dispose();
}

/** The names of all emoji are fetched when a picker opens first, so they are no part of the first load. */
async function bundleEmoji() {
  const { metafile } = await build({
    entryPoints: { "emoji-en": "src/emoji/en.ts", "emoji-pt": "src/emoji/pt.ts" },
    outdir: `${out}/assets`,
    entryNames: "[name]-[hash]",
    bundle: true,
    format: "esm",
    minify: true,
    charset: "utf8",
    metafile: true,
    logLevel: "warning",
  });
  return Object.keys(metafile.outputs).map((path) => path.slice(path.lastIndexOf("/") + 1));
}

async function writePage(outputs) {
  const names = Object.keys(outputs).map((path) => path.slice(path.lastIndexOf("/") + 1));
  const named = (start, end) => names.find((name) => name.startsWith(start) && name.endsWith(end));
  const [template, icons, mark] = await Promise.all(
    ["src/index.html", "src/view/icons.svg", "src/view/mark.svg"].map((path) => readFile(path, "utf8")),
  );
  const markName = `mark-${createHash("sha256").update(mark).digest("hex").slice(0, 8)}.svg`;
  await writeFile(`${out}/assets/${markName}`, mark);
  const html = template
    .replace("{{style}}", `assets/${named("style-", ".css")}`)
    .replace("{{boot}}", `assets/${named("boot-", ".js")}`)
    .replace("{{app}}", `assets/${named("app-", ".js")}`)
    .replace("{{emoji-en}}", `assets/${emoji.find((name) => name.startsWith("emoji-en-"))}`)
    .replace("{{emoji-pt}}", `assets/${emoji.find((name) => name.startsWith("emoji-pt-"))}`)
    .replace("{{mark}}", `assets/${markName}`)
    .replace("{{icons}}", icons.trim().replace(/>\s+</g, "><"));
  await writeFile(`${out}/index.html`, html);
  if (!watching) await weigh([...names.map((name) => `assets/${name}`), "index.html"]);
}

async function weigh(files) {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(await readFile(`${out}/${file}`)).length;
  console.log(`web: ${(bytes / 1024).toFixed(1)} KiB compressed`);
  if (bytes > budgetBytes) throw new Error(`web: more than ${budgetBytes / 1024} KiB compressed`);
}
