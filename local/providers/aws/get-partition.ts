import { partitionOf } from "../../../aws/arn";
import { text } from "../fields";
import { providerFunction } from "../functions";

export const getPartition = providerFunction({
  token: "aws:index/getPartition:getPartition",
  fields: { id: text() },
  invoke: ({ region }) => {
    const partition = partitionOf(region);
    const dnsSuffix = dnsSuffixOf(region);
    return { partition, id: partition, dnsSuffix, reverseDnsPrefix: dnsSuffix.split(".").reverse().join(".") };
  },
});

export function dnsSuffixOf(region: string): string {
  return partitionOf(region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
