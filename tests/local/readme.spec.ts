import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { elsewhere } from "../../local/providers/aws-native/elsewhere";
import { awsNativeFunctions } from "../../local/providers/aws-native/functions";
import { awsNativeProvider } from "../../local/providers/aws-native/provider";
import { sdkToken } from "../../local/providers/aws-native/sdk-name";
import { awsNativeTypes } from "../../local/providers/aws-native/types";
import { awsFunctions } from "../../local/providers/aws/functions";
import { awsProvider } from "../../local/providers/aws/provider";
import { awsTypes } from "../../local/providers/aws/types";
import type { Fields } from "../../local/providers/fields";
import { randomProvider } from "../../local/providers/random/provider";
import { sdkResourceOf, type SdkResource } from "./providers/sdk-resource";

const path = join(__dirname, "../../local/README.md");
const randomTypes = ["RandomId", "RandomPassword", "RandomString", "RandomUuid"].map(
  (name) => `random:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`,
);

/** Rewritten by `UPDATE=1 npx mocha tests/local/readme.spec.ts`. */
describe("local/README.md", () => {
  const sections = { types: typeList(), elsewhere: elsewhereList(), functions: functionList() };
  for (const [name, expected] of Object.entries(sections)) {
    it(`has the ${name} that the code has`, () => {
      const readme = readFileSync(path, "utf8");
      const section = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
      if (process.env.UPDATE === "1") writeFileSync(path, readme.replace(section, `$1\n${expected}\n\n$2`));
      const written = section.exec(readFileSync(path, "utf8"))?.[0] ?? "";
      assert.equal(
        written.replace(/<!--.*?-->/g, "").trim(),
        expected,
        "run UPDATE=1 npx mocha tests/local/readme.spec.ts",
      );
    });
  }
});

function typeList(): string {
  const types = [
    ...Object.keys(awsTypes).map((token) => [token, awsProvider.type(token)?.fields] as const),
    ...Object.keys(awsNativeTypes).map((token) => [token, awsNativeProvider.type(token)?.fields] as const),
    ...randomTypes.map((token) => [token, randomProvider.type(token)?.fields] as const),
  ];
  return types
    .map(([token, fields = {}]) => {
      const sdk = sdkResourceOf(token);
      const refused = missing(sdk, fields, "inputs");
      const silent = missing(sdk, fields, "outputs");
      const facts = [refused && `refuses ${refused}`, silent && `does not tell ${silent}`].filter((it) => it !== "");
      return `- \`${shortName(token)}\`${facts.length > 0 ? `: ${facts.join("; ")}` : ""}`;
    })
    .sort()
    .join("\n");
}

function missing(sdk: SdkResource | undefined, fields: Fields, kind: "inputs" | "outputs"): string {
  const names = (sdk?.[kind] ?? []).filter((name) =>
    kind === "inputs" ? fields[name] === undefined || fields[name].readOnly === true : fields[name] === undefined,
  );
  return names.map((name) => `\`${name}\``).join(", ");
}

function elsewhereList(): string {
  const entries = Object.entries(elsewhere).map(([type, use]) => `\`${shortName(sdkToken(type))}\` (use ${use})`);
  return `${entries.join(", ")}.`;
}

function functionList(): string {
  const tokens = [...Object.keys(awsFunctions), ...Object.keys(awsNativeFunctions)];
  return `${tokens
    .map((token) => `\`${shortName(token)}\``)
    .sort()
    .join(", ")}.`;
}

/** `aws:rds/instance:Instance` is `aws.rds.Instance` in a program, `random:index/randomId:RandomId` `random.RandomId`. */
function shortName(token: string): string {
  const [provider = "", module = "", name = ""] = token.split(":");
  const [folder = ""] = module.split("/");
  return [provider, folder === "index" ? "" : folder, name].filter((it) => it !== "").join(".");
}
