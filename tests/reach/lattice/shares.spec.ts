import assert from "node:assert/strict";
import { topologyOf } from "../../../reach/topology-of";
import { isUnknown } from "../../../reachability/maybe";
import { open, previewOf, stateOf, type Declared } from "../program";

const arn = "arn:aws:ram:eu-west-1:111122223333:resource-share/3006554b-f496-4e23-9458-d3530fb5cea0";
const configuration = "arn:aws:vpc-lattice:eu-west-1:111122223333:resourceconfiguration/rcfg-00000000000000001";
const consumer = "444455556666";
const share: Declared = {
  type: "aws:ram/resourceShare:ResourceShare",
  name: "share",
  id: arn,
  inputs: { allowExternalPrincipals: true },
  outputs: { arn },
};
const carries: Declared = {
  type: "aws:ram/resourceAssociation:ResourceAssociation",
  name: "carries",
  inputs: { resourceShareArn: arn, resourceArn: configuration },
};
const names: Declared = {
  type: "aws:ram/principalAssociation:PrincipalAssociation",
  name: "names",
  inputs: { resourceShareArn: arn, principal: consumer },
};
const sharesOf = (...declared: readonly Declared[]) => topologyOf([stateOf(...declared)]).topology.shares;

describe("the shares of a topology", () => {
  it("are put together from what carries their resources and principals", () => {
    const organization = "arn:aws:organizations::999999999999:organization/o-abc";
    const [found, ...more] = sharesOf(share, carries, names, {
      ...names,
      name: "all",
      inputs: { resourceShareArn: arn, principal: organization },
    });
    assert.deepEqual(more, []);
    assert.deepEqual(
      [found?.arn, found?.account, found?.resourceIds],
      [arn, "111122223333", ["rcfg-00000000000000001"]],
    );
    assert.deepEqual(isUnknown(found?.principals) || found?.principals.map(({ principal }) => principal), [
      consumer,
      organization,
    ]);
  });

  it("are the same from an exclusive list and from aws-native", () => {
    const both = { resourceArns: [configuration], principals: [consumer] };
    const exclusive: Declared = {
      type: "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive",
      name: "all",
      inputs: { resourceShareArn: arn, ...both },
    };
    const native = { ...share, type: "aws-native:ram:ResourceShare", inputs: { ...share.inputs, ...both } };
    const expected = sharesOf(share, carries, names);
    assert.deepEqual(sharesOf(share, exclusive), expected);
    assert.deepEqual(sharesOf(native), expected);
  });

  const acceptedOf = (...declared: readonly Declared[]) => {
    const [found] = sharesOf(carries, names, ...declared);
    return isUnknown(found?.principals) ? undefined : found?.principals[0]?.accepted;
  };

  it("do not tell whether the invitation of an account outside is accepted, until the account's stack says so", () => {
    assert.ok(isUnknown(acceptedOf(share)));
    const accepter: Declared = {
      type: "aws:ram/resourceShareAccepter:ResourceShareAccepter",
      name: "accepts",
      inputs: { shareArn: arn },
      outputs: { receiverAccountId: consumer },
    };
    assert.equal(acceptedOf(share, accepter), true);
  });

  it("need no acceptance inside an organisation: of one that lets in no others", () => {
    assert.equal(acceptedOf({ ...share, inputs: { allowExternalPrincipals: false } }), true);
    assert.equal(acceptedOf({ ...share, inputs: {} }), true);
    assert.ok(isUnknown(acceptedOf({ ...share, inputs: { allowExternalPrincipals: open } })));
  });

  it("keep what is known of them beside what is not", () => {
    const late = { ...carries, name: "late", inputs: { resourceShareArn: arn, resourceArn: open } };
    const [known, unknownOne] = sharesOf(share, carries, late, names);
    assert.deepEqual(known?.resourceIds, ["rcfg-00000000000000001"]);
    assert.ok(isUnknown(unknownOne?.resourceIds));
  });

  it("may be another than those known that carries something", () => {
    const [, other] = sharesOf(share, names, {
      ...carries,
      inputs: { resourceShareArn: open, resourceArn: configuration },
    });
    assert.deepEqual(other?.resourceIds, ["rcfg-00000000000000001"]);
    assert.ok(!isUnknown(other.principals) && isUnknown(other.principals[0]?.principal));
  });

  it("before they are made, go by their URN and by their dependencies", () => {
    const planned: Declared = { type: share.type, name: "share", inputs: {} };
    const shared: Declared = { type: "aws:vpclattice/resourceConfiguration:ResourceConfiguration", name: "shared" };
    const later: Declared = {
      ...carries,
      inputs: { resourceShareArn: open, resourceArn: open },
      from: { resourceShareArn: ["share"], resourceArn: ["shared"] },
    };
    const { shares, configurations } = topologyOf([previewOf(planned, shared, later)]).topology;
    assert.equal(shares.length, 1);
    assert.equal(shares[0]?.arn, "urn:pulumi:dev::shop::aws:ram/resourceShare:ResourceShare::share");
    assert.deepEqual(shares[0].resourceIds, [configurations[0]?.id]);
  });
});
