import { integer, output, text } from "../fields";
import { resourceType } from "../resource-type";
import { heldByState, keepers } from "./keepers";

export const randomId = resourceType({
  ...heldByState,
  token: "random:index/randomId:RandomId",
  label: "Random ID",
  fields: {
    byteLength: integer({ required: true, replaces: true, min: 1 }),
    prefix: text({ replaces: true }),
    keepers,
    b64Std: output(text()),
    b64Url: output(text()),
    dec: output(text()),
    hex: output(text()),
  },
  create: (call, { byteLength, prefix = "" }) => {
    const bytes = Buffer.from(call.services.ids.bytes(byteLength));
    const hex = bytes.toString("hex");
    const kept = {
      b64Std: prefix + bytes.toString("base64"),
      b64Url: prefix + bytes.toString("base64url"),
      dec: prefix + BigInt(`0x${hex}`).toString(),
      hex: prefix + hex,
    };
    return Promise.resolve({ id: bytes.toString("base64url"), kept });
  },
});
