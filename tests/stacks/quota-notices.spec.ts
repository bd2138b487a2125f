import * as assert from "node:assert/strict";

import { consumerCounts, producerCounts, quotaNotices } from "../../stacks/quota-notices";

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`d${index}`, { port: 2000 + index }]));

describe("the quotas a stack passes", () => {
  for (const [title, region, counts, said] of [
    ["none at the default", "eu-west-1", producerCounts(many(40)), []],
    ["instances", "eu-west-1", producerCounts(many(41)), ["L-7B6409FD"]],
    ["all of a database's at once", "eu-west-1", producerCounts(many(51)), ["L-7B6409FD", "L-48C6BF61", "L-DE55804A"]],
    ["fewer subnet groups in Mumbai", "ap-south-1", producerCounts(many(21)), ["L-48C6BF61"]],
    ["none of a consumer at the default", "eu-west-1", consumerCounts(many(60)), []],
    ["rules of a group by ports", "eu-west-1", consumerCounts(many(61)), ["L-0EA8095F"]],
    ["what a network holds", "eu-west-1", consumerCounts(many(501)), ["L-6095700C", "L-0EA8095F"]],
  ] as const) {
    it(`are said in one text, with their codes: ${title}`, () => {
      const notices = quotaNotices(region, counts);
      assert.equal(notices.length, said.length === 0 ? 0 : 1);
      assert.deepEqual(
        [...notices.join("").matchAll(/\((L-\w+)\)$/gm)].map(([, code]) => code),
        said,
      );
    });
  }

  it("come with the commands that ask for the account's own and for more", () => {
    const [notice = ""] = quotaNotices("eu-west-1", producerCounts(many(41)));
    assert.match(notice, /^ {2}DB instances: 41, the default is 40 \(L-7B6409FD\)$/m);
    assert.match(
      notice,
      /^ {4}aws service-quotas request-service-quota-increase --service-code rds --quota-code L-7B6409FD --desired-value 41 --region eu-west-1$/m,
    );
  });

  it("count no port twice", () => {
    const same = Object.fromEntries(Object.keys(many(61)).map((name) => [name, { port: 5432 }]));
    assert.deepEqual(quotaNotices("eu-west-1", consumerCounts(same)), []);
  });
});
