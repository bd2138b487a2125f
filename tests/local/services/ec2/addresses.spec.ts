import assert from "node:assert/strict";
import {
  createNetworkInterface,
  deleteNetworkInterfaces,
  freeAddresses,
  networkInterfacesOf,
} from "../../../../local/services/ec2/addresses";
import { createSubnet, deleteSubnet } from "../../../../local/services/ec2/subnet";
import { createVpc } from "../../../../local/services/ec2/vpc";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { subnetRequest, vpcSettings } from "../surroundings";

async function smallSubnet() {
  const services = testServices();
  const vpc = await createVpc(services, owner, vpcSettings());
  const subnet = await createSubnet(services, owner, subnetRequest(vpc.id, "10.0.0.16/28"));
  const take = (addresses: number, requester = "arn:one") =>
    services.store.transaction((transaction) =>
      createNetworkInterface(transaction, services.ids, owner, {
        ...{ subnetId: subnet.id, addresses, requester, groups: [], description: "test" },
        interfaceType: "interface",
      }),
    );
  return { services, subnet, take };
}

describe("a subnet's addresses", () => {
  it("are all but the first four and the last", async () => {
    const { services, subnet, take } = await smallSubnet();
    assert.equal(freeAddresses(services.store, subnet.id), 11);
    const all = await take(11);
    assert.equal(all.data.privateIpAddresses[0], "10.0.0.20");
    assert.equal(all.data.privateIpAddresses[10], "10.0.0.30");
    assert.equal(freeAddresses(services.store, subnet.id), 0);
  });

  it("run out: a gateway's 16 do not fit into a /28, and nothing is taken then", async () => {
    const { services, subnet, take } = await smallSubnet();
    await refused(take(16), "InsufficientFreeAddressesInSubnet", /16 wanted, 11 free of 10.0.0.16\/28/);
    assert.equal(freeAddresses(services.store, subnet.id), 11);
  });

  it("are each one interface's alone, and free again when it goes", async () => {
    const { services, subnet, take } = await smallSubnet();
    await take(2, "arn:one");
    const other = await take(1, "arn:other");
    assert.deepEqual(other.data.privateIpAddresses, ["10.0.0.22"]);
    await services.store.transaction((transaction) => {
      deleteNetworkInterfaces(transaction, "arn:one");
    });
    assert.equal(freeAddresses(services.store, subnet.id), 10);
    assert.deepEqual((await take(1)).data.privateIpAddresses, ["10.0.0.20"]);
    assert.equal(networkInterfacesOf(services.store, "arn:other").length, 1);
  });

  it("keep the subnet from being deleted while one is in use", async () => {
    const { services, subnet, take } = await smallSubnet();
    await take(1);
    await refused(deleteSubnet(services, owner, subnet.id), "DependencyViolation");
  });
});
