import * as assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import type { AwsSettings } from "../../stacks/aws-settings";
import { nativeProvider, nativeProviderArgs } from "../../stacks/native-provider";
import { deploy } from "../components/deploy";

const place = { accountId: "444455556666", region: "eu-west-1" };
const PROVIDER = "pulumi:providers:aws-native";

describe("the aws-native provider", () => {
  it("is for the account and Region of the stack alone, and checks its credentials", async () => {
    const { inputs } = (await deploy(() => void nativeProvider({ place }))).find(PROVIDER);
    assert.equal(inputs.allowedAccountIds, '["444455556666"]');
    assert.equal(inputs.region, "eu-west-1");
    assert.equal(inputs.skipCredentialsValidation, "false");
  });

  it("keeps secret what the stack file keeps secret", async () => {
    const assumeRole = { roleArn: "arn:aws:iam::444455556666:role/deploy", externalId: "hush" };
    const isSecret = async (secrets: AwsSettings["secrets"]): Promise<boolean> => {
      const inputs: pulumi.Output<unknown>[] = [];
      await deploy(() => {
        const { assumeRole: input } = nativeProviderArgs({ place, assumeRole, ...(secrets && { secrets }) });
        inputs.push(pulumi.output<unknown>(input));
      });
      const [input] = inputs;
      return input === undefined ? false : pulumi.isSecret(input);
    };
    assert.equal(await isSecret(["assumeRole"]), true);
    assert.equal(await isSecret(["profile"]), false);
    assert.equal(await isSecret(undefined), false);
  });

  it("takes the role the default provider takes, without what it does not know", async () => {
    const assumeRole = { roleArn: "arn:aws:iam::444455556666:role/deploy", externalId: "x", duration: "1h" };
    const settings = { place, profile: "deploy", assumeRole, defaultTags: { tags: { team: "data" } } };
    const { inputs } = (await deploy(() => void nativeProvider(settings))).find(PROVIDER);
    assert.equal(inputs.profile, "deploy");
    assert.deepEqual(JSON.parse(inputs.assumeRole), { roleArn: assumeRole.roleArn, externalId: "x" });
    assert.deepEqual(JSON.parse(inputs.defaultTags), { tags: { team: "data" } });
  });
});
