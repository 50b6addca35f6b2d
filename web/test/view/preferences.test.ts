import { beforeEach(() => {
  document.head.replaceChildren(
    ...["light", "dark"].map((theme) => {
      const meta = document.createElement("meta");
      meta.name = "theme-color";
      meta.dataset.theme = theme;
      return meta;
    }),
  );
});

it("draws the frame of the page in the chosen theme, and in the system's where none is chosen", () => {
  chooseTheme("dark");
  expect(frames()).toEqual(["not all", "all"]);
  chooseTheme("light");
  expect(frames()).toEqual(["all", "not all"]);
  chooseTheme("system");
  expect(frames()).toEqual(["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"]);
});
