import assert from "node:assert/strict";
import { picture } from "../../../local/commands/picture";
import { explain } from "../../../reachability/explain";
import { client, database, topology, withTopology } from "../../reachability/open-topology";
import { withEndpoint } from "../../reachability/with-endpoint";

/** The picture without the reasons: stations and arrows only. */
const outline = (text: string): readonly string[] => text.split("\n").map((line) => line.replace(/([✓✗?]) .*/, "$1"));

describe("the picture of a connection", () => {
  it("shows what it passes through a VPC association, and each hop between", () => {
    assert.deepEqual(outline(picture(explain(topology, client, database))), [
      "account 222222222222",
      "  client in subnet-client, carrying sg-client",
      "    │ ✓",
      "  VPC association snva-1",
      "    │ ✓",
      "  service network sn-1",
      "    │ ✓",
      "  resource association snra-1",
      "    ═ ✓",
      "account 111111111111",
      "  resource configuration rcfg-1",
      "    │ ✓",
      "  resource gateway rgw-1",
      "    │ ✓",
      "    │ ✓",
      "  database orders, port 5432",
    ]);
  });

  it("names what does not exist", () => {
    const lines = outline(picture(explain(withTopology({ vpcAssociations: [] }), client, database)));
    assert.ok(lines.includes("  VPC association (none)"));
  });

  it("shows a resource endpoint, which enters no service network", () => {
    const explanation = explain(withEndpoint({}), client, database, { endpointId: "vpce-1" });
    assert.deepEqual(outline(picture(explanation)).slice(2, 8), [
      "    │ ✓",
      "  resource endpoint vpce-1",
      "    │ ✓",
      "    ═ ✓",
      "account 111111111111",
      "  resource configuration rcfg-1",
    ]);
  });

  it("shows a service network endpoint in the place of the VPC association", () => {
    const inNetwork = {
      ...withEndpoint({ target: { networkId: "sn-1" } }),
      resourceAssociations: topology.resourceAssociations,
    };
    const explanation = explain(inNetwork, client, database, { endpointId: "vpce-1" });
    assert.deepEqual(outline(picture(explanation)).slice(2, 9), [
      "    │ ✓",
      "  service network endpoint vpce-1",
      "    │ ✓",
      "  service network sn-1",
      "    │ ✓",
      "  resource association snra-1",
      "    ═ ✓",
    ]);
  });

  it("shows the direct way of the owner's own client, in one account's VPC", () => {
    const owner = { ...client, account: database.account, vpcId: "vpc-producer", securityGroupIds: ["sg-gateway"] };
    const explanation = explain(topology, owner, database, "direct");
    assert.deepEqual(outline(picture(explanation)).slice(2), [
      "    │ ✓",
      "    │ ✓",
      "account 111111111111",
      "  database orders, port 5432",
    ]);
  });
});
