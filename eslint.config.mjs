import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/**",
      "**/dist/**",
      "coverage/**",
      ".lattice-db/**",
      "**/*.mjs",
      "**/*.cjs",
      "reports/**",
      ".stryker-tmp/**",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Arrows go one way (docs/architecture.md): what deploys to AWS never knows of the local cloud.
    },
  },
  {
    files: ["components/**", "stacks/**", "policy/**", "reachability/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["**/local/**", "**/tests/**"], message: "only local/ may know of the local cloud" }] },
      ],
    },
  },
  {
    files: ["components/**", "reachability/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["**/local/**", "**/stacks/**", "**/policy/**"],
              message: "arrows go one way: stacks -> components",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["tests/**"],
    rules: {
      // Mock inputs and parsed output are `any` by nature.
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
);
