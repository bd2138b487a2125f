import assert from "node:assert/strict";
import type { Services } from "../../../../local/services/services";
import { isSharedWith } from "../../../../local/services/ram/access";
import { invitationKind, sharePrincipalKind, shareResourceKind } from "../../../../local/services/ram/entities";
import { acceptInvitation, findInvitation, leaveShare } from "../../../../local/services/ram/invitations";
import { removeLeavers } from "../../../../local/services/ram/leavers";
import { setOrganizationSharing } from "../../../../local/services/ram/organization-sharing";
import { permissionsOf } from "../../../../local/services/ram/permissions";
import { createResourceShare, deleteResourceShare } from "../../../../local/services/ram/resource-shares";
import { associatePrincipal, disassociatePrincipal } from "../../../../local/services/ram/share-principals";
import { associateResource } from "../../../../local/services/ram/share-resources";
import { deleteResourceConfiguration } from "../../../../local/services/vpc-lattice/resource-configurations";
import { consumer, outsider, owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { accept, share, shareRequest } from "../sharing";
import { gatewayIn, network, producer, vpcWithRoom } from "../vpc-lattice/producer";

const organization = "arn:aws:organizations::000000000001:organization/o-localcloud1";
const onlyInside = /can only be shared within your AWS Organization/;

describe("a resource share", () => {
  let services: Services;
  beforeEach(() => {
    services = testServices();
  });
  const isShared = (arn: string, account: string): boolean =>
    isSharedWith(services.store, services.settings, arn, account);
  const newShare = async (changes = {}): Promise<string> =>
    (await createResourceShare(services, owner, shareRequest(changes))).arn;

  it("is in effect at once inside the organisation", async () => {
    const { arn } = await network(services, owner);
    await share(services, arn, consumer.account);
    assert.equal(isShared(arn, consumer.account), true);
    assert.deepEqual(services.store.list(invitationKind), []);
  });

  it("reaches nobody else", async () => {
    const { arn } = await network(services, owner);
    await share(services, arn, consumer.account);
    assert.equal(isShared(arn, "333333333333"), false);
  });

  it("with the organisation reaches its accounts, and none outside", async () => {
    const { arn } = await network(services, owner);
    await share(services, arn, organization);
    assert.deepEqual([isShared(arn, "333333333333"), isShared(arn, outsider.account)], [true, false]);
  });

  it("with an account outside the organisation is an invitation until that accepts", async () => {
    const { arn } = await network(services, owner);
    const shareArn = await share(services, arn, outsider.account);
    assert.equal(isShared(arn, outsider.account), false);
    const invitation = findInvitation(services, outsider, shareArn, "PENDING");
    assert.deepEqual(
      [invitation?.data.senderAccountId, invitation?.data.receiverAccountId],
      [owner.account, outsider.account],
    );
    await accept(services, outsider, shareArn);
    assert.equal(isShared(arn, outsider.account), true);
  });

  it("is accepted by the invited account only, and once", async () => {
    const { arn } = await network(services, owner);
    const shareArn = await share(services, arn, outsider.account);
    const invitation = findInvitation(services, outsider, shareArn, "PENDING")?.arn ?? "";
    await refused(acceptInvitation(services, consumer, invitation), "ResourceShareInvitationArnNotFoundException");
    await acceptInvitation(services, outsider, invitation);
    await refused(acceptInvitation(services, outsider, invitation), "ResourceShareInvitationAlreadyAcceptedException");
  });

  it("that admits no external principals refuses accounts outside the organisation", async () => {
    const arn = await newShare({ allowExternalPrincipals: false });
    await refused(associatePrincipal(services, owner, arn, outsider.account), "InvalidParameterException", onlyInside);
    assert.deepEqual(services.store.list(sharePrincipalKind), []);
  });

  it("of an account outside the organisation invites everybody", async () => {
    const own = await network(services, outsider);
    const { arn } = await createResourceShare(services, outsider, shareRequest({ allowExternalPrincipals: true }));
    await associateResource(services, outsider, arn, own.arn);
    await associatePrincipal(services, outsider, arn, consumer.account);
    assert.equal(isShared(own.arn, consumer.account), false);
  });

  it("needs invitations inside the organisation too until sharing is enabled for it", async () => {
    const { settings } = testServices();
    services = testServices({ settings: { organization: { ...settings.organization, sharingEnabled: false } } });
    const { arn } = await network(services, owner);
    await share(services, arn, consumer.account);
    assert.equal(isShared(arn, consumer.account), false);
    await refused(share(services, arn, organization), "InvalidParameterException", onlyInside);
    const management = { account: settings.organization.managementAccount, region: "us-east-1" };
    await refused(
      () => setOrganizationSharing(services, owner, true),
      "OperationNotPermittedException",
      /management account/,
    );
    await setOrganizationSharing(services, management, true);
    await share(services, arn, organization);
    assert.equal(isShared(arn, consumer.account), true);
  });

  for (const [principal, code, words] of [
    ["o-localcloud1", "InvalidParameterException", /Principal ID o-localcloud1 is malformed/],
    ["12345", "InvalidParameterException", /malformed/],
    ["arn:aws:iam::222222222222:role/app", "InvalidParameterException", /IAM role or user/],
    [
      "arn:aws:organizations::000000000001:organization/o-other12345",
      "UnknownResourceException",
      /Organization o-other12345 could not be found/,
    ],
    [
      "arn:aws:organizations::000000000001:ou/o-localcloud1/ou-none-12345678",
      "UnknownResourceException",
      /OrganizationalUnit ou-none-12345678 in unknown organization/,
    ],
  ] as const) {
    it(`has no principal ${principal}`, async () => {
      const arn = await newShare();
      await refused(() => associatePrincipal(services, owner, arn, principal), code, words);
    });
  }

  it("has a principal and a resource once", async () => {
    const { arn } = await network(services, owner);
    const shareArn = await share(services, arn, consumer.account);
    await refused(associatePrincipal(services, owner, shareArn, consumer.account), "InvalidParameterException");
    await refused(associateResource(services, owner, shareArn, arn), "InvalidParameterException", /already associated/);
  });

  it("holds service networks and resource configurations, and no gateways", async () => {
    const gateway = await gatewayIn(services, await vpcWithRoom(services));
    const arn = await newShare();
    await refused(
      associateResource(services, owner, arn, gateway.arn),
      "InvalidParameterException",
      /of a type that can't be shared/,
    );
  });

  it("holds only what its owner owns, where it owns it", async () => {
    const theirs = await network(services, consumer);
    const elsewhere = await network(services, { ...owner, region: "eu-west-1" });
    const arn = await newShare();
    await refused(associateResource(services, owner, arn, theirs.arn), "OperationNotPermittedException", /doesn't own/);
    await refused(associateResource(services, owner, arn, elsewhere.arn), "OperationNotPermittedException");
    await refused(associateResource(services, owner, arn, "arn:nothing"), "UnknownResourceException");
  });

  it("holds no network that was made without sharing", async () => {
    const closed = await network(services, owner, "closed", { enabled: false });
    const arn = await newShare();
    await refused(
      associateResource(services, owner, arn, closed.arn),
      "OperationNotPermittedException",
      /sharingConfig/,
    );
  });

  it("has the default permission of what is in it, and takes only those it knows", async () => {
    const { arn } = await network(services, owner);
    const shareArn = await share(services, arn, consumer.account);
    assert.deepEqual(permissionsOf(services.store, shareArn), [
      "arn:aws:ram::aws:permission/AWSRAMPermissionVpcLatticeServiceNetworkReadWrite",
    ]);
    const permissionArns = ["arn:aws:ram::aws:permission/AWSRAMDefaultPermissionVpcLattice"];
    await refused(
      () => createResourceShare(services, owner, { ...shareRequest(), permissionArns }),
      "UnknownResourceException",
      /could not be found/,
    );
  });

  it("is its owner's: nobody else can add to it", async () => {
    const arn = await newShare();
    await refused(associatePrincipal(services, consumer, arn, outsider.account), "UnknownResourceException");
  });

  it("ends for a principal that is taken out, its invitation with it", async () => {
    const { arn } = await network(services, owner);
    const shareArn = await share(services, arn, outsider.account);
    await disassociatePrincipal(services, owner, shareArn, outsider.account);
    assert.deepEqual(services.store.list(invitationKind), []);
    assert.equal(isShared(arn, outsider.account), false);
  });

  it("cannot be left, neither by an account that accepted it nor by one that is in by its organisation", async () => {
    const { arn } = await network(services, owner);
    const outside = await share(services, arn, outsider.account);
    await accept(services, outsider, outside);
    const askTheOwner = /Ask its owner to remove account 999999999999/;
    await refused(
      () => {
        leaveShare(services, outsider, outside);
      },
      "OperationNotPermittedException",
      askTheOwner,
    );
    assert.equal(isShared(arn, outsider.account), true);
    const inside = await share(services, arn, consumer.account);
    await refused(() => {
      leaveShare(services, consumer, inside);
    }, "OperationNotPermittedException");
    await refused(() => {
      leaveShare(services, outsider, inside);
    }, "UnknownResourceException");
  });

  describe("whose invitation nobody answers", () => {
    let now: Date;
    beforeEach(() => {
      now = new Date("2026-11-21T12:00:00.000Z");
      services = testServices({ clock: { now: () => now } });
    });
    const after = (time: string): void => void (now = new Date(`2026-11-2${time}Z`));

    it("waits 12 hours for it, and then can be accepted no more", async () => {
      const { arn } = await network(services, owner);
      const shareArn = await share(services, arn, outsider.account);
      after("1T23:59:59");
      const invitation = findInvitation(services, outsider, shareArn, "PENDING")?.arn ?? "";
      assert.notEqual(invitation, "");
      after("2T00:00:00");
      assert.equal(findInvitation(services, outsider, shareArn, "PENDING"), undefined);
      assert.equal(findInvitation(services, outsider, shareArn, "EXPIRED")?.arn, invitation);
      await refused(
        acceptInvitation(services, outsider, invitation),
        "ResourceShareInvitationExpiredException",
        /has expired/,
      );
    });

    it("takes the account as a new principal after that, with a new invitation", async () => {
      const { arn } = await network(services, owner);
      const shareArn = await share(services, arn, outsider.account);
      after("2T00:00:00");
      await associatePrincipal(services, owner, shareArn, outsider.account);
      await accept(services, outsider, shareArn);
      after("9T00:00:00");
      assert.equal(isShared(arn, outsider.account), true);
    });
  });

  describe("of which a member leaves the organisation", () => {
    /** The same store after somebody has changed the settings and started the local cloud again. */
    const without = (...outsiders: string[]): Services => {
      const organization = { ...services.settings.organization, outsiders };
      return { ...services, settings: { organization } };
    };

    it("loses it, and not those that stay, nor those that were invited", async () => {
      const { arn } = await network(services, owner);
      const shareArn = await share(services, arn, consumer.account);
      await associatePrincipal(services, owner, shareArn, "333333333333");
      await associatePrincipal(services, owner, shareArn, outsider.account);
      services = without(consumer.account, outsider.account);
      await removeLeavers(services);
      const left = services.store.list(sharePrincipalKind).map(({ data }) => data.associatedEntity);
      assert.deepEqual(left.sort(), ["333333333333", outsider.account]);
    });

    it("loses everybody when the owner leaves", async () => {
      const { arn } = await network(services, owner);
      await share(services, arn, consumer.account);
      await share(services, arn, organization);
      services = without(owner.account);
      await removeLeavers(services);
      assert.deepEqual(services.store.list(sharePrincipalKind), []);
    });

    it("keeps it where the share was made to", async () => {
      const { arn } = await network(services, owner);
      const shareArn = await newShare({
        allowExternalPrincipals: true,
        resourceShareConfiguration: { retainSharingOnAccountLeaveOrganization: true },
      });
      await associateResource(services, owner, shareArn, arn);
      await associatePrincipal(services, owner, shareArn, consumer.account);
      services = without(consumer.account);
      await removeLeavers(services);
      assert.equal(isShared(arn, consumer.account), true);
    });
  });

  it("takes its associations and invitations along when it is deleted", async () => {
    const { arn } = await network(services, owner);
    const shareArn = await share(services, arn, outsider.account);
    await deleteResourceShare(services, owner, shareArn);
    for (const kind of [shareResourceKind, sharePrincipalKind, invitationKind]) {
      assert.deepEqual(services.store.list<unknown>(kind), []);
    }
  });

  it("loses a resource that is deleted", async () => {
    const { configuration } = await producer(services);
    await share(services, configuration.arn, consumer.account);
    await deleteResourceConfiguration(services, owner, configuration.id);
    assert.deepEqual(services.store.list(shareResourceKind), []);
  });
});
