// Installs the packages of the lock file if they aren't: `node install.mjs` those that a build needs,
// `node install.mjs --dev` also those that the checks need.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const stamp = "node_modules/.parley";
const dev = process.argv.includes("--dev");
const lock = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
const installed = existsSync(stamp) ? readFileSync(stamp, "utf8").split(" ") : [];

if (installed[0] !== lock || (dev && installed[1] !== "dev")) {
  const flags = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", ...(dev ? [] : ["--omit=dev"])];
  const windows = process.platform === "win32";
  const npm = spawnSync(windows ? "npm.cmd" : "npm", flags, { stdio: "inherit", shell: windows });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
  writeFileSync(stamp, `${lock} ${dev ? "dev" : "build"}`);
}
