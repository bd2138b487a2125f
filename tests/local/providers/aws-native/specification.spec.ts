import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fieldsOf } from "../../../../local/providers/aws-native/fields-of";
import { specification } from "../../../../local/providers/aws-native/specification";
import { awsNativeTypes } from "../../../../local/providers/aws-native/types";
import type { Fields } from "../../../../local/providers/fields";
import { sdkResource, type SdkResource } from "../sdk-resource";

const folder = join(__dirname, "../../../../node_modules/@pulumi/aws-native");

/** Every resource class of the installed SDK, by token. */
function sdkResources(): ReadonlyMap<string, SdkResource> {
  const found = new Map<string, SdkResource>();
  for (const module of readdirSync(folder).filter((it) => statSync(join(folder, it)).isDirectory())) {
    for (const file of readdirSync(join(folder, module)).filter((it) => it.endsWith(".js") && !it.startsWith("get"))) {
      const path = join(folder, module, file);
      const token = /__pulumiType = '([^']+)'/.exec(readFileSync(path, "utf8"))?.[1];
      const resource = token === undefined ? undefined : sdkResource(path);
      if (token !== undefined && resource !== undefined) found.set(token, resource);
    }
  }
  return found;
}

describe("CloudFormation's specification and @pulumi/aws-native", function () {
  this.timeout(60_000);
  let sdk: ReadonlyMap<string, SdkResource>;
  before(() => {
    sdk = sdkResources();
  });

  it("have the same types, but for a few that one of the two has not got (any more)", () => {
    const strangers = [...sdk.keys()].filter((token) => specification().resource(token) === undefined);
    assert.deepEqual(strangers.sort(), [
      "aws-native:cloudformation:CustomResourceEmulator",
      "aws-native:datasync:StorageSystem",
      "aws-native:dynamodb:Backup",
      "aws-native:mediaconnect:BridgeOutputResource",
      "aws-native:mediaconnect:RouterOutputResource",
    ]);
  });

  it("spell the same properties, and require the same, in 98 of 100 types", () => {
    const different = [...sdk].filter(([token, { inputs, required }]) => {
      const resource = specification().resource(token);
      if (resource === undefined) return false;
      const fields = fieldsOf(resource, specification());
      const unknown = inputs.filter((name) => !Object.hasOwn(fields, name));
      return unknown.length > 0 || required.some((name) => fields[name]?.required !== true);
    });
    assert.ok(different.length < sdk.size * 0.02, different.map(([token]) => token).join(", "));
  });
});

/**
 * What the modelled types deliberately do otherwise than CloudFormation's specification, and why is said beside each.
 */
const differences: Readonly<Record<string, readonly string[]>> = {
  "aws-native:vpclattice:AccessLogSubscription": ["resourceIdentifier: required", "serviceNetworkLogType: replaces"],
  "aws-native:vpclattice:ResourceConfiguration": [
    "domainVerificationId: not modelled",
    "name: replaces",
    "resourceConfigurationAuthType: not modelled",
    "resourceConfigurationGroupId: replaces",
    "resourceConfigurationType: other words",
  ],
  "aws-native:vpclattice:ResourceGateway": ["ipv4AddressesPerEni: replaces"],
  "aws-native:vpclattice:ServiceNetworkResourceAssociation": [
    "resourceConfigurationId: required",
    "serviceNetworkId: required",
  ],
  "aws-native:vpclattice:ServiceNetworkVpcAssociation": [
    "serviceNetworkIdentifier: required",
    "vpcIdentifier: required",
  ],
  "aws-native:ram:ResourceShare": ["sources: not modelled"],
};

describe("the modelled types of @pulumi/aws-native", () => {
  for (const [token, type] of Object.entries(awsNativeTypes)) {
    it(`${token} is as CloudFormation specifies it, but for what is said here`, () => {
      const resource = specification().resource(token);
      assert.ok(resource);
      assert.deepEqual(
        compared(type.fields, fieldsOf(resource, specification())),
        [...(differences[token] ?? [])].sort(),
      );
    });
  }
});

function compared(modelled: Fields, specified: Fields): readonly string[] {
  const strangers = Object.keys(modelled).filter((name) => !Object.hasOwn(specified, name));
  const others = Object.entries(specified).flatMap(([name, field]) => {
    const ours = modelled[name];
    if (ours === undefined) return [`${name}: not modelled`];
    return [
      ...(ours.readOnly !== field.readOnly ? [`${name}: read-only`] : []),
      ...((ours.required ?? false) !== (field.required ?? false) ? [`${name}: required`] : []),
      ...((ours.replaces ?? false) !== (field.replaces ?? false) ? [`${name}: replaces`] : []),
      ...(ours.readOnly !== true && sorted(ours.oneOf) !== sorted(field.oneOf) ? [`${name}: other words`] : []),
    ];
  });
  return [...strangers.map((name) => `${name}: not specified`), ...others].sort();
}

function sorted(words: readonly unknown[] | undefined): string {
  return JSON.stringify([...(words ?? [])].sort());
}
