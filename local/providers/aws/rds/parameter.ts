import type { DbParameter } from "../../../services/rds/entities";
import { choice, text, type InputsOf } from "../../fields";

/** One parameter of a group, as programs write it. */
export const parameterFields = {
  name: text({ required: true }),
  value: text({ required: true }),
  applyMethod: choice(["immediate", "pending-reboot"], { default: "immediate" }),
};

export function parameterOf({ name, value, applyMethod }: InputsOf<typeof parameterFields>): DbParameter {
  return { parameterName: name, parameterValue: value, applyMethod };
}

export function parameterProperties({ parameterName: name, parameterValue: value, applyMethod }: DbParameter): object {
  return { name, value, applyMethod };
}
