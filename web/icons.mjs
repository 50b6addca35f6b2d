// Writes src/view/icons.svg, the sprite of the Lucide icons in use, from the lucide-static package.
// Run by hand (`npm run icons`) after adding a name; the sprite is committed, so a build doesn't need the package.
import { readFile, writeFile } from "node:fs/promises";

const names = [
  "arrow-up", "ban", "bell", "bell-off", "bookmark", "check", "chevron-down", "chevron-left", "chevron-right",
  "circle-alert", "circle-check", "cloud-off", "copy", "ellipsis-vertical", "eye", "eye-off", "info", "keyboard",
  "languages", "laptop", "loader-circle", "log-out", "megaphone", "message-circle", "monitor", "panel-right",
  "pin", "plus", "refresh-cw", "search", "settings", "shield", "smartphone", "smile", "square-pen", "trash-2",
  "user-plus", "users", "x", "reply", "pencil", "inbox", "user", "message-square-plus", "pin-off", "archive", "archive-restore",
  "clock", "leaf", "utensils", "bike", "plane", "lightbulb", "hash", "flag", "user-minus", "volume-2", "user-cog",
  "square-check", "sun-moon", "hard-drive", "at-sign", "smile-plus", "ellipsis", "timer", "link", "messages-square", "chevron-up",
  "lock", "chart-bar", "calendar", "forward", "send",
];

const symbols = await Promise.all(
  names.map(async (name) => {
    const svg = await readFile(`node_modules/lucide-static/icons/${name}.svg`, "utf8");
    const inside = svg.replace(/<!--[\s\S]*?-->/g, "").match(/<svg[\s\S]*?>([\s\S]*)<\/svg>/)[1];
    return `  <symbol id="i-${name}" viewBox="0 0 24 24">${inside.replace(/\s+/g, " ").trim()}</symbol>`;
  }),
);

const licence = "Icons: Lucide, https://lucide.dev, ISC License, Copyright (c) Lucide Contributors";
await writeFile(
  "src/view/icons.svg",
  `<svg xmlns="http://www.w3.org/2000/svg" hidden>\n  <!-- ${licence} -->\n${symbols.join("\n")}\n</svg>\n`,
);
