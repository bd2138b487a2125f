import assert from "node:assert/strict";
import { camelCase, pascalCase, snakeCase } from "../../../measure/compare/render/names";

describe("a name in another spelling", () => {
  it("takes CloudFormation's acronyms for words", () => {
    const names = {
      EnableIAMDatabaseAuthentication: "enableIamDatabaseAuthentication",
      DBInstanceClass: "dbInstanceClass",
      VPCSecurityGroups: "vpcSecurityGroups",
      MultiAZ: "multiAz",
      CidrIpv6: "cidrIpv6",
      PerformanceInsightsKMSKeyId: "performanceInsightsKmsKeyId",
      Ref: "ref",
    };
    for (const [name, expected] of Object.entries(names)) assert.equal(camelCase(name), expected);
    assert.equal(pascalCase("VPCGatewayAttachment"), "VpcGatewayAttachment");
  });

  it("is Terraform's with underscores", () => {
    assert.equal(snakeCase("dbInstanceClass"), "db_instance_class");
    assert.equal(snakeCase("engine"), "engine");
  });
});
