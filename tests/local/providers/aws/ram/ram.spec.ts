import assert from "node:assert/strict";
import { awsProvider } from "../../../../../local/providers/aws/provider";
import { Operations } from "../../../../../local/providers/framework/operations";
import { isSharedWith } from "../../../../../local/services/ram/access";
import type { Services } from "../../../../../local/services/services";
import { consumer, outsider, owner, testServices } from "../../../test-services";
import { network } from "../../../services/vpc-lattice/producer";
import { Deployment } from "../deployment";
import { resourceOf } from "../../provider-calls";

describe("RAM's types of the aws provider", () => {
  let services: Services;
  let operations: Operations;
  beforeEach(() => {
    services = testServices();
    operations = new Operations(awsProvider, services);
  });
  const resource = (name: string, account = owner.account) =>
    resourceOf(operations, "aws", `aws:ram/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`, account);
  /** A share with an account, as a program makes it; returns the share's ARN and the shared network's. */
  const shared = async (principal: string, allowExternalPrincipals = true): Promise<readonly [string, string]> => {
    const { arn } = await network(services, owner);
    const { id } = await resource("ResourceShare").create({ name: "share", allowExternalPrincipals });
    await resource("ResourceAssociation").create({ resourceShareArn: id, resourceArn: arn });
    await resource("PrincipalAssociation").create({ resourceShareArn: id, principal });
    return [id, arn];
  };

  it("admit no external principals unless told to, unlike the API itself", async () => {
    const { properties } = await resource("ResourceShare").create({ name: "share" });
    assert.equal(properties.allowExternalPrincipals, false);
    await assert.rejects(
      shared(outsider.account, false),
      /^RequestError: creating RAM Principal Association: InvalidParameterException: The resource you are attempting/,
    );
  });

  it("share inside the organisation without an accepter, and say so to one", async () => {
    const [shareArn, arn] = await shared(consumer.account);
    assert.equal(isSharedWith(services.store, services.settings, arn, consumer.account), true);
    await assert.rejects(
      resource("ResourceShareAccepter", consumer.account).create({ shareArn }),
      /No pending RAM Resource Share .* invitation found\n\nNOTE: If both AWS accounts are in the same AWS Organization/,
    );
  });

  it("accept an invitation, tell what it is about, and are still in the share when they go", async () => {
    const [shareArn, arn] = await shared(outsider.account);
    const accepter = resource("ResourceShareAccepter", outsider.account);
    const { id, properties } = await accepter.create({ shareArn });
    assert.equal(id, shareArn);
    assert.deepEqual(
      [properties.resources, properties.senderAccountId, properties.receiverAccountId, properties.shareName],
      [[arn], owner.account, outsider.account, "share"],
    );
    assert.match(String(properties.shareId), /^rs-/);
    assert.equal(isSharedWith(services.store, services.settings, arn, outsider.account), true);
    await accepter.delete(id, properties);
    assert.equal(isSharedWith(services.store, services.settings, arn, outsider.account), true);
    await assert.rejects(accepter.create({ shareArn }), /has the share already and needs no accepter: turn it off/);
  });

  it("lose a principal that has not answered in 12 hours, and say so to whom comes too late", async () => {
    let now = new Date("2026-11-21T12:00:00.000Z");
    services = testServices({ clock: { now: () => now } });
    operations = new Operations(awsProvider, services);
    const [shareArn] = await shared(outsider.account);
    now = new Date("2026-11-22T00:00:00.000Z");
    const accepter = resource("ResourceShareAccepter", outsider.account);
    await assert.rejects(
      accepter.create({ shareArn }),
      /No pending .*has expired: RAM keeps it for 12 hours.*pulumi up/s,
    );
    const association = resource("PrincipalAssociation");
    assert.equal((await association.read(`${shareArn},${outsider.account}`)).id, "");
    await association.create({ resourceShareArn: shareArn, principal: outsider.account });
    assert.equal((await accepter.create({ shareArn })).id, shareArn);
  });

  it("let an accepter go whose account is in by its organisation", async () => {
    const [shareArn] = await shared(consumer.account);
    await resource("ResourceShareAccepter", consumer.account).delete(shareArn);
  });

  it("are found by name: one's own, and of others those in effect for the account", async () => {
    const token = "aws:ram/getResourceShare:getResourceShare";
    const find = (account: string, resourceOwner: string) =>
      new Deployment(services, { account, region: owner.region }).invoke(token, { name: "share", resourceOwner });
    const [shareArn, arn] = await shared(outsider.account);
    const own = await find(owner.account, "SELF");
    assert.deepEqual([own.arn, own.resourceArns, own.owningAccountId], [shareArn, [arn], owner.account]);
    for (const [account, whose] of [
      [owner.account, "OTHER-ACCOUNTS"],
      [outsider.account, "SELF"],
      [outsider.account, "OTHER-ACCOUNTS"],
    ] as const) {
      await assert.rejects(find(account, whose), /no matching RAM Resource Share found/);
    }
    await resource("ResourceShareAccepter", outsider.account).create({ shareArn });
    assert.equal((await find(outsider.account, "OTHER-ACCOUNTS")).arn, shareArn);
    await assert.rejects(find(outsider.account, "ME"), /resourceOwner must be SELF or OTHER-ACCOUNTS, got "ME"/);
  });

  it("name associations by the share and what is associated, and read them back", async () => {
    const [shareArn, arn] = await shared(consumer.account);
    const principal = await resource("PrincipalAssociation").read(`${shareArn},${consumer.account}`);
    assert.equal(principal.properties.principal, consumer.account);
    const association = resource("ResourceAssociation");
    assert.equal((await association.read(`${shareArn},${arn}`)).properties.resourceArn, arn);
    await association.delete(`${shareArn},${arn}`);
    assert.equal((await association.read(`${shareArn},${arn}`)).id, "");
  });

  it("rename a share in place", async () => {
    const share = resource("ResourceShare");
    const { id, properties, inputs } = await share.create({ name: "old" });
    assert.deepEqual(share.diff(inputs, { name: "new" }).differences, [
      { path: "name", kind: "update", replaces: false },
    ]);
    assert.equal((await share.update(id, properties, { name: "new" })).name, "new");
  });

  it("enable sharing for the organisation in its management account", async () => {
    const { managementAccount } = services.settings.organization;
    const sharing = resource("SharingWithOrganization", managementAccount);
    const { id } = await sharing.create({});
    assert.equal((await sharing.read(id)).id, id);
    await sharing.delete(id);
    assert.equal((await sharing.read(id)).id, "");
  });
});
