import assert from "node:assert/strict";
import { sdkName, sdkToken } from "../../../../local/providers/aws-native/sdk-name";

describe("the names of @pulumi/aws-native", () => {
  for (const [property, name] of [
    ["Name", "name"],
    ["Id", "awsId"],
    ["AllowAssociationToSharableServiceNetwork", "allowAssociationToSharableServiceNetwork"],
    ["DBSubnetGroupName", "dbSubnetGroupName"],
    ["KMSKeyARNs", "kmsKeyArns"],
    ["IPv4", "iPv4"],
    ["EnableIAMDatabaseAuthentication", "enableIamDatabaseAuthentication"],
    ["S3BucketARN", "s3BucketArn"],
  ] as const) {
    it(`spell the property ${property} as ${name}`, () => {
      assert.equal(sdkName(property), name);
    });
  }

  for (const [type, token] of [
    ["AWS::VpcLattice::ServiceNetwork", "aws-native:vpclattice:ServiceNetwork"],
    ["AWS::RDS::DBInstance", "aws-native:rds:DbInstance"],
    ["AWS::Config::ConfigRule", "aws-native:configuration:ConfigRule"],
    ["AWS::EC2::VPCEndpoint", "aws-native:ec2:VpcEndpoint"],
  ] as const) {
    it(`make ${type} the type ${token}`, () => {
      assert.equal(sdkToken(type), token);
    });
  }
});
