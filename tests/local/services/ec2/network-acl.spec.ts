import assert from "node:assert/strict";
import { judgeConnection } from "../../../../local/data-path/judge-connection";
import { networkAclKind, subnetKind, type NetworkAclEntry } from "../../../../local/services/ec2/entities";
import {
  createNetworkAcl,
  deleteNetworkAcl,
  modifyNetworkAcl,
  type NetworkAclSettings,
} from "../../../../local/services/ec2/network-acl";
import { deleteSubnet } from "../../../../local/services/ec2/subnet";
import { createVpc, deleteVpc } from "../../../../local/services/ec2/vpc";
import { deleteSubnetGroup } from "../../../../local/services/rds/subnet-group";
import { shareDatabase } from "../../data-path/shared-database";
import { consumer, owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { surroundings, vpcSettings } from "../surroundings";

const entry = (change: Partial<NetworkAclEntry> = {}): NetworkAclEntry => ({
  ruleNumber: 100,
  egress: false,
  protocol: "tcp",
  ruleAction: "allow",
  cidrBlock: "10.0.0.0/16",
  portRange: { from: 5432, to: 5432 },
  ...change,
});

async function made(change: Partial<NetworkAclSettings> = {}) {
  const services = testServices();
  const around = await surroundings(services);
  const settings = { vpcId: around.vpc.id, subnetIds: [around.a.id], entries: [entry()], tags: {}, ...change };
  const create = (more: Partial<NetworkAclSettings> = {}) =>
    createNetworkAcl(services, owner, { ...settings, ...more });
  return { services, ...around, settings, create };
}

describe("EC2's network ACLs", () => {
  it("take a subnet from the one that had it", async () => {
    const { services, create, a, b } = await made();
    const first = await create({ subnetIds: [a.id, b.id] });
    const second = await create();
    assert.deepEqual(services.store.get(networkAclKind, first.id)?.data.subnetIds, [b.id]);
    assert.deepEqual(services.store.get(networkAclKind, second.id)?.data.subnetIds, [a.id]);
  });

  it("are forgotten with their subnet, and keep their VPC", async () => {
    const { services, create, a, vpc } = await made();
    const acl = await create();
    await deleteSubnetGroup(services, owner, "database");
    await deleteSubnet(services, owner, a.id);
    assert.deepEqual(services.store.get(networkAclKind, acl.id)?.data.subnetIds, []);
    const empty = await createVpc(services, owner, vpcSettings());
    const other = await createNetworkAcl(services, owner, { vpcId: empty.id, subnetIds: [], entries: [], tags: {} });
    await refused(deleteVpc(services, owner, empty.id), "DependencyViolation");
    await deleteNetworkAcl(services, owner, other.id);
    await deleteVpc(services, owner, empty.id);
    assert.notEqual(vpc.id, empty.id);
  });

  const wrong: readonly (readonly [string, Partial<NetworkAclSettings>, string])[] = [
    ["two rules of one number", { entries: [entry(), entry()] }, "NetworkAclEntryAlreadyExists"],
    [
      "a 21st rule in one direction",
      { entries: Array.from({ length: 21 }, (_, index) => entry({ ruleNumber: index + 1 })) },
      "NetworkAclEntryLimitExceeded",
    ],
    [
      "a rule without a range",
      { entries: [(({ cidrBlock: _, ...rest }) => rest)(entry())] },
      "InvalidParameterCombination",
    ],
    ["two ranges in one", { entries: [entry({ ipv6CidrBlock: "::/0" })] }, "InvalidParameterCombination"],
    ["a range that is none", { entries: [entry({ cidrBlock: "10.0.0.0/33" })] }, "InvalidParameterValue"],
    ["a range of the other family", { entries: [entry({ cidrBlock: "2001:db8::/64" })] }, "InvalidParameterValue"],
    ["ports the wrong way round", { entries: [entry({ portRange: { from: 2, to: 1 } })] }, "InvalidParameterValue"],
    ["a subnet that is not there", { subnetIds: ["subnet-0"] }, "InvalidSubnetID.NotFound"],
  ];
  for (const [title, change, code] of wrong) {
    it(`are refused: ${title}`, async () => {
      await refused((await made()).create(change), code);
    });
  }

  it("take the same number in either direction, and twenty rules in each", async () => {
    const { create } = await made();
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
    await create({
      entries: [true, false].flatMap((egress) => numbers.map((ruleNumber) => entry({ ruleNumber, egress }))),
    });
  });

  it("are refused a subnet of another VPC", async () => {
    const { services, create, a } = await made();
    const vpc = await createVpc(services, owner, vpcSettings());
    const settings = { vpcId: vpc.id, subnetIds: [a.id], entries: [], tags: {} };
    await refused(createNetworkAcl(services, owner, settings), "InvalidParameterValue");
    await refused(modifyNetworkAcl(services, consumer, (await create()).id, settings), "InvalidNetworkAclID.NotFound");
  });

  describe("decide a connection", () => {
    const answers = { from: 1024, to: 65535 };
    const open: readonly NetworkAclEntry[] = [false, true].flatMap((egress) => [
      entry({ egress }),
      entry({ egress, ruleNumber: 200, portRange: answers }),
    ]);

    async function connecting(entries: readonly NetworkAclEntry[]) {
      const services = testServices();
      const { client, instance } = await shareDatabase(services);
      const subnets = services.store.list(subnetKind, ({ account }) => account === owner.account);
      const vpcId = subnets[0]?.data.vpcId ?? assert.fail("no subnet");
      const subnetIds = subnets.map(({ id }) => id);
      await createNetworkAcl(services, owner, { vpcId, subnetIds, entries, tags: {} });
      const { address, port } = instance.data.endpoint;
      return judgeConnection(services, { client, host: address, port })?.explanation ?? assert.fail("no name");
    }

    it("which passes with rules for both directions", async () => {
      assert.equal((await connecting(open)).verdict, "open");
    });

    const without: readonly (readonly [string, (one: NetworkAclEntry) => boolean, readonly string[]])[] = [
      ["anything in", ({ egress }) => !egress, ["gateway-network-acl", "database-network-acl"]],
      ["the answers out", ({ egress, ruleNumber }) => egress && ruleNumber === 200, ["database-network-acl"]],
      ["the answers in", ({ egress, ruleNumber }) => !egress && ruleNumber === 200, ["gateway-network-acl"]],
    ];
    for (const [title, isGone, hops] of without) {
      it(`which is refused at its own hop without a rule for ${title}`, async () => {
        const { verdict, hops: judged } = await connecting(open.filter((one) => !isGone(one)));
        assert.equal(verdict, "blocked");
        assert.deepEqual(
          judged.filter((hop) => hop.verdict === "blocked").map(({ code }) => code),
          hops,
        );
      });
    }
  });
});
