import tseslint from "typescript-eslint";

const never = (layer, ...others) => ({
  files: [`src/${layer}/**/*.{ts,tsx}`],
  rules: {
    "no-restricted-imports": ["error", { patterns: others.map((other) => ({ group: [`**/${other}/**`], message: `${layer} knows no ${other}.` })) }],
  },
});

export default tseslint.config(
  { ignores: ["target", "node_modules", "*.mjs", "*.js"] },
  ...tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    rules: {
      "max-lines": ["error", 400],
      complexity: ["error", { max: 20, variant: "modified" }],
      "no-restricted-globals": ["error", "event", "name"],
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name=/^(style|dangerouslySetInnerHTML)$/]", message: "No inline styles and no HTML: the page's CSP forbids them." },
        { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML)$/]", message: "No HTML from anywhere." },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      eqeqeq: "error",
    },
  },
  // view → state → protocol, and never back; what is drawn never fetches.
  never("protocol", "state", "view", "strings"),
  never("state", "view", "strings"),
  {
    files: ["src/view/**/*.{ts,tsx}"],
    rules: { "max-lines": ["error", { max: 200, skipBlankLines: true }], "no-restricted-globals": ["error", "fetch", "WebSocket", "indexedDB"] },
  },
);
