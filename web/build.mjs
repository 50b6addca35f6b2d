// Bundles the client into target/classes/web: index.html, and under assets/ files named by their content.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build, context, transform } from "esbuild";

const out = "target/classes/web";
const budgetBytes = 100 * 1024;
const watching = process.argv.includes("--watch");

const entries = new Set(["src/boot.ts", "src/styles/all.css", "src/main.tsx", "src/engine.ts"]);
const outputs = new Map();
/** The page names what was bundled, so it is written when all of it is there. */
const page = (part) => ({
  name: "page",
  setup(build) {
    build.onEnd(async ({ errors, metafile }) => {
      if (errors.length > 0) return;
      outputs.set(part, metafile.outputs);
      if (outputs.size === 3) await writePage(Object.assign({}, ...outputs.values()));
    });
  },
});

const shared = {
  outdir: `${out}/assets`,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  chunkNames: "part-[name]-[hash]",
  bundle: true,
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: !watching,
  sourcemap: watching ? "inline" : false,
  legalComments: "none",
  charset: "utf8",
  metafile: true,
  logLevel: "warning",
};
/** What runs before the first paint; the app, whose places are fetched late; and the engine: a module, since a SharedWorker runs it or a tab imports it. */
const bundles = [
  await context({
    ...shared,
    entryPoints: { boot: "src/boot.ts", style: "src/styles/all.css", "late-style": "src/styles/late.css" },
    format: "iife",
    plugins: [page("page")],
  }),
  await context({ ...shared, entryPoints: { app: "src/main.tsx" }, format: "esm", splitting: true, plugins: [page("app")] }),
  await context({ ...shared, entryPoints: { engine: "src/engine.ts" }, format: "esm", plugins: [page("engine")] }),
];

await rm(out, { recursive: true, force: true });
await mkdir(`${out}/assets`, { recursive: true });
const emoji = await bundleEmoji();
if (watching) {
  for (const bundle of bundles) await bundle.watch();
} else {
  for (const bundle of bundles) {
    await bundle.rebuild();
    await bundle.dispose();
  }
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
  return Object.keys(metafile.outputs).map(nameOf);
}

async function writePage(outputs) {
  const names = Object.keys(outputs).map(nameOf);
  const named = (start, end) => names.find((name) => name.startsWith(start) && name.endsWith(end));
  const first = firstLoad(outputs);
  const app = named("app-", ".js");
  const appParts = first.filter((name) => name.startsWith("part-"));
  const [template, icons, manifest] = await Promise.all(
    ["src/index.html", "src/view/icons.svg", "src/manifest.json"].map((path) => readFile(path, "utf8")),
  );
  const mark = await placed("src/view/mark.svg");
  const pictures = {};
  for (const size of ["180", "192", "512", "maskable"]) pictures[size] = await placed(`src/icons/icon-${size}.png`);
  const html = template
    .replace("{{style}}", `assets/${named("style-", ".css")}`)
    .replace("{{late-style}}", `assets/${named("late-style-", ".css")}`)
    .replace("{{boot}}", `assets/${named("boot-", ".js")}`)
    .replace("{{app}}", `assets/${app}`)
    .replace("{{app-parts}}", appParts.map((name) => `<link rel="modulepreload" href="assets/${name}">`).join("\n"))
    .replace("{{engine}}", `assets/${named("engine-", ".js")}`)
    .replace("{{mark}}", mark)
    .replace("{{icon-180}}", pictures[180])
    .replace("{{emoji-en}}", `assets/${emoji.find((name) => name.startsWith("emoji-en-"))}`)
    .replace("{{emoji-pt}}", `assets/${emoji.find((name) => name.startsWith("emoji-pt-"))}`)
    .replace("{{icons}}", icons.trim().replace(/>\s+</g, "><"));
  await writeFile(`${out}/index.html`, html);
  const installed = manifest.replace("{{mark}}", mark).replace(/{{icon-(\w+)}}/g, (_, size) => pictures[size]);
  await writeFile(`${out}/manifest.webmanifest`, installed);
  const shell = [...names.map((name) => `assets/${name}`), ...emoji.map((name) => `assets/${name}`), mark];
  await writeServiceWorker(shell, hashOf(html));
  if (!watching) await weigh([...first.map((name) => `assets/${name}`), "index.html"]);
}

function nameOf(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The names of what is there before anything is opened: the entries, and what they import at once. */
function firstLoad(outputs) {
  const reached = new Set();
  const reach = (path) => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { path: imported, kind } of outputs[path].imports) if (kind === "import-statement") reach(imported);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint && entries.has(entryPoint)) reach(path);
  }
  return [...reached].map(nameOf);
}

/** Copies a file to where it is named by its content. */
async function placed(path) {
  const bytes = await readFile(path);
  const [name, end] = path.slice(path.lastIndexOf("/") + 1).split(".");
  const address = `assets/${name}-${hashOf(bytes)}.${end}`;
  await writeFile(`${out}/${address}`, bytes);
  return address;
}

function hashOf(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 8);
}

/** The page names all files by their content, so its hash stands for the whole build. */
async function writeServiceWorker(files, name) {
  const { code } = await transform(await readFile("src/sw.ts", "utf8"), {
    loader: "ts",
    minify: !watching,
    target: "es2022",
    format: "iife",
    define: { FILES: JSON.stringify(files), BUILD: JSON.stringify(name) },
  });
  await writeFile(`${out}/sw.js`, code);
}

async function weigh(files) {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(await readFile(`${out}/${file}`)).length;
  console.log(`web: ${(bytes / 1024).toFixed(1)} KiB compressed`);
  if (bytes > budgetBytes) throw new Error(`web: more than ${budgetBytes / 1024} KiB compressed`);
}
