import * as assert from "node:assert/strict";

import { readConfig } from "../../stacks/config";
import { checkShares } from "../../stacks/unseen-shares";
import { deploy as run } from "../components/deploy";
import { contract, orders } from "./contract-fixture";
import { stackValues } from "./stack-file";
import { invokeError, up } from "./up";

const GET = "aws:ram/getResourceShare:getResourceShare";
const named = { ...orders, resourceShareName: "orders-share-0a1b2c3" };
const denied = () => {
  throw invokeError("AccessDeniedException: not authorized to perform ram:GetResourceShares");
};
const unseen = () => {
  throw invokeError(
    "invocation of aws:ram/getResourceShare:getResourceShare returned an error: no matching RAM Resource Share found",
  );
};

describe("a consumer that accepts no invitations", () => {
  const deploy = (
    databases: object,
    answer: (asked: any) => object,
    change: Record<string, unknown> = {},
    before?: object,
  ) => up(stackValues("consumer", change), { contract: contract({ databases }) }, undefined, before, { [GET]: answer });

  it("is refused before any resource where it does not see the share, with the key and the remedy", async () => {
    await assert.rejects(
      deploy({ orders: named }, unseen),
      /has a problem:\n {2}lattice-db:acceptShares must be true outside the organisation of orders's owner, got false: RAM shows account 444455556666 no share orders-share-0a1b2c3, .*\n {4}pulumi config set --path 'lattice-db:acceptShares' true -s test$/,
    );
  });

  it("goes on where it sees it, by its name among the shares of others", async () => {
    const asked: object[] = [];
    const { resources } = await deploy({ orders: named }, (inputs) => {
      asked.push(inputs);
      return {};
    });
    assert.deepEqual(asked, [{ name: "orders-share-0a1b2c3", resourceOwner: "OTHER-ACCOUNTS" }]);
    assert.ok(resources.some(({ name }) => name === "databases-orders"));
  });

  it("goes on where RAM does not say, and where the contract is of a release without the name", async () => {
    assert.ok((await deploy({ orders: named }, denied)).resources.length > 0);
    assert.ok((await deploy({ orders }, unseen)).resources.length > 0);
  });

  it("goes on with a database it has already, though its share has gone since, and not with a new one", async () => {
    const had = { databases: { orders: {} } };
    assert.ok((await deploy({ orders: named }, unseen, {}, had)).resources.length > 0);
    const stock = { ...named, resourceShareName: "stock-share-0d4e5f6" };
    await assert.rejects(
      deploy({ orders: named, stock }, unseen, {}, had),
      /outside the organisation of stock's owner, got false: RAM shows account 444455556666 no share stock-share-0d4e5f6,/,
    );
  });

  it("is warned, by the contract's word, of databases alone whose shares RAM has not shown", async () => {
    const stock = { ...named, resourceShareName: "stock-share-0d4e5f6" };
    const unsure = async (acceptShares: boolean): Promise<string[]> => {
      const config = readConfig("consumer", stackValues("consumer", { "lattice-db:acceptShares": acceptShares }));
      assert.equal(config.role, "consumer");
      const check = () => checkShares("consumer", config, { orders: named, stock, old: orders });
      const answer = ({ name }: { name: string }) => (name === stock.resourceShareName ? denied() : { name });
      return Object.keys((await run(check, { [GET]: answer })).outputs);
    };
    assert.deepEqual(await unsure(false), ["stock", "old"]);
    assert.deepEqual(await unsure(true), ["orders", "stock", "old"]);
  });

  it("is not what one that accepts them is: that sees no share yet", async () => {
    const { find } = await deploy({ orders: named }, unseen, { "lattice-db:acceptShares": true });
    find("aws:ram/resourceShareAccepter:ResourceShareAccepter");
  });
});
