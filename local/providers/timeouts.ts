import { object, text, type Field } from "./fields";

/** `timeouts` of some `@pulumi/aws` types, taken and ignored: nothing here takes longer than the request itself. */
export const timeouts: Field = object({ create: text(), update: text(), delete: text() }, { kept: true });
