import { beforeEach, expect, it } from "vitest";
import { chooseTheme } from "../../src/view/preferences.ts";

/** When each of the colours holds that the browser may draw around the page. */
function frames(): (string | null)[] {
  return [...document.querySelectorAll("meta[name=theme-color]")].map((meta) => meta.getAttribute("media"));
}

beforeEach(() => {
  const metas = ["light", "dark"].map((theme) => {
    const meta = document.createElement("meta");
    meta.name = "theme-color";
    meta.dataset.theme = theme;
    return meta;
  });
  document.head.replaceChildren(...metas);
});

it("draws the frame of the page in the chosen theme, and in the system's where none is chosen", () => {
  chooseTheme("dark");
  expect(frames()).toEqual(["not all", "all"]);
  chooseTheme("light");
  expect(frames()).toEqual(["all", "not all"]);
  chooseTheme("system");
  expect(frames()).toEqual(["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"]);
});
