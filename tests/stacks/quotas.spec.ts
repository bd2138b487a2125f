import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { consumerCounts, producerCounts, type Count } from "../../stacks/quota-counts";
import type { DatabaseEntry } from "../../stacks/settings/kinds";
import { checkQuotas } from "../../stacks/quotas";
import { deploy } from "../components/deploy";

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`d${index}`, { port: 2000 + index }]));
const accounts = (count: number) => Array.from({ length: count }, (_, index) => String(444_400_000_000 + index));
const database = (change: object = {}, sharedWith: string[] = [], allowExternalPrincipals = false): DatabaseEntry => ({
  kind: "instance",
  loginUser: "app",
  instance: { engine: "postgres", engineVersion: "17", ...change } as const,
  sharedWith,
  allowExternalPrincipals,
});
const fleet = (count: number, make = (_index: number) => database()) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`d${index}`, make(index)]));
const names = (count: number) => Object.keys(many(count));

/** What an account answers of its quotas; a number is what it has of any. */
type Own = number | "not allowed";

/** The notices, or the refusal's text. */
async function judged(region: string, counts: readonly Count[], own: Own = "not allowed"): Promise<readonly string[]> {
  const { outputs } = await deploy(() => checkQuotas("producer", region, counts), {
    "aws:servicequotas/getServiceQuota:getServiceQuota": () => {
      if (own === "not allowed") throw new Error("AccessDeniedException");
      return { value: own };
    },
  });
  return outputs;
}
const codes = (texts: readonly string[]) => [...texts.join("").matchAll(/\((L-\w+)\)$/gm)].map(([, code]) => code);

describe("the quotas a stack passes", () => {
  for (const [title, region, counts, said] of [
    ["none at the default", "eu-west-1", producerCounts(fleet(40), []), []],
    ["instances", "eu-west-1", producerCounts(fleet(41), []), ["L-7B6409FD"]],
    ["instances of which Mumbai has fewer", "ap-south-1", producerCounts(fleet(21), []), ["L-7B6409FD"]],
    [
      "what databases of 0.1 have each for itself",
      "eu-west-1",
      producerCounts(fleet(61), names(61)),
      ["L-7B6409FD", "L-48C6BF61", "L-DE55804A", "L-0EA8095F"],
    ],
    [
      "rules of the gateway's group, one a port",
      "eu-west-1",
      producerCounts(
        fleet(61, (index) => database({ port: 2000 + index })),
        [],
      ),
      ["L-7B6409FD", "L-0EA8095F"],
    ],
    [
      "storage",
      "eu-west-1",
      producerCounts(
        fleet(2, () => database({ allocatedStorageGib: 50_001 })),
        [],
      ),
      ["L-7ADDB58A"],
    ],
    [
      "configurations, roles and principals",
      "eu-west-1",
      producerCounts(
        fleet(2001, () => database({}, accounts(13))),
        [],
      ),
      ["L-7B6409FD", "L-5FF8F9B9", "L-8491BF81", "L-FE177D64"],
    ],
    ["none of a consumer at the default", "eu-west-1", consumerCounts(many(60)), []],
    ["rules of a group by ports", "eu-west-1", consumerCounts(many(61)), ["L-0EA8095F"]],
    ["what a network holds", "eu-west-1", consumerCounts(many(501)), ["L-6095700C", "L-0EA8095F"]],
  ] as const) {
    it(`are said in one text, with their codes, where the account may not be asked: ${title}`, async () => {
      const notices = await judged(region, counts);
      assert.equal(notices.length, said.length === 0 ? 0 : 1);
      assert.deepEqual(codes(notices).sort(), [...said].sort());
    });
  }

  it("come with the commands that ask for the account's own and for more", async () => {
    const [notice = ""] = await judged("eu-west-1", producerCounts(fleet(41), []));
    assert.match(notice, /^ {2}DB instances: 41, the default is 40 \(L-7B6409FD\)$/m);
    assert.match(
      notice,
      /^ {4}aws service-quotas request-service-quota-increase --service-code rds --quota-code L-7B6409FD --region eu-west-1 --desired-value 41$/m,
    );
  });

  it("are none where the account has enough", async () => {
    assert.deepEqual(await judged("eu-west-1", producerCounts(fleet(200), []), 200), []);
  });

  it("are refused by name where the account has not, with the command that asks for more", async () => {
    await assert.rejects(judged("eu-west-1", producerCounts(fleet(200), []), 199), (error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.match(
        error.message,
        /^Stack "producer" needs more than the quotas of its account, so nothing was changed/,
      );
      assert.match(error.message, /^ {2}DB instances: 200, the account has 199 \(L-7B6409FD\)$/m);
      assert.match(
        error.message,
        /^ {4}aws service-quotas request-.* --quota-code L-7B6409FD .* --desired-value 200$/m,
      );
      return true;
    });
  });

  it("are no refusal where what is counted may not be: invitations to accounts that may be inside", async () => {
    const counts = producerCounts({ orders: database({}, accounts(21), true) }, []);
    const notices = await judged("eu-west-1", counts, 20);
    assert.deepEqual(codes(notices), ["L-238C96EE"]);
  });

  it("count the group of replicas beside that of a database with a proxy, once a port", () => {
    const database = {
      kind: "instance",
      instance: { engine: "postgres", engineVersion: "17", readReplicas: { a: {} } },
    };
    const users = { sharedWith: [], allowExternalPrincipals: false, loginUser: "app" } as const;
    const entries = { one: { ...database, ...users, proxy: {} }, two: { ...database, ...users, proxy: {} } } as const;
    const groupsOf = (alone: readonly string[]) =>
      producerCounts(entries as unknown as Parameters<typeof producerCounts>[0], alone).find(
        ([{ name }]) => name === "VPC security groups per Region",
      )?.[1];
    // The network's, the gateway's, two proxies', two databases', and the port's; or one for the replicas of each.
    assert.equal(groupsOf([]), 7);
    assert.equal(groupsOf(["one", "two"]), 8);
  });

  it("count no port and no family twice", async () => {
    const same = Object.fromEntries(Object.keys(many(61)).map((name) => [name, { port: 5432 }]));
    assert.deepEqual(await judged("eu-west-1", consumerCounts(same)), []);
  });

  it("are those of the partition's own Region for what is of none", async () => {
    const counts = producerCounts(
      fleet(1001, () => database({}, accounts(1))),
      [],
    );
    for (const [region, where] of [
      ["eu-west-1", "us-east-1"],
      ["us-gov-east-1", "us-gov-west-1"],
      ["cn-northwest-1", "cn-north-1"],
    ] as const) {
      const [notice = ""] = await judged(region, counts);
      assert.match(notice, new RegExp(`--service-code iam --quota-code L-FE177D64 --region ${where} `));
    }
  });
});
