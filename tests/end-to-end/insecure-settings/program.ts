/** Stands in for stacks/index.ts: the real program with the one insecure setting that INSECURE_SETTING names, if any. */
import * as pulumi from "@pulumi/pulumi";
import { readAwsSettings } from "../../../stacks/aws-settings";
import { nativeProvider } from "../../../stacks/native-provider";
import program from "../../../stacks/index";
import { insecureSettings } from "./all";
import type { InsecureSetting, Program, ResourceClass } from "./insecure-setting";

export = async (): Promise<object> => {
  const mistake = mistakeOf(process.env.INSECURE_SETTING ?? "");
  const made: Made[] = [];
  const view = viewOf(made);
  let pending = mistake !== undefined && "set" in mistake;

  pulumi.runtime.registerStackTransformation(({ type, name, props, opts, resource }) => {
    made.push({ name, resource });
    if (mistake === undefined || !("set" in mistake) || mistake.type !== type || mistake.name !== name)
      return undefined;
    pending = false;
    return { props: { ...props, ...mistake.set(view) }, opts: { ...opts, ...mistake.options } };
  });
  const outputs = await program();
  if (pending) throw new Error("the program makes no such resource as the insecure setting changes");
  if (mistake !== undefined && "add" in mistake) mistake.add(view);
  return outputs;
};

function mistakeOf(title: string): InsecureSetting["mistake"] | undefined {
  const setting = insecureSettings.find((each) => each.title === title);
  if (setting === undefined && title !== "") throw new Error(`there is no insecure setting "${title}"`);
  return setting?.mistake;
}

interface Made {
  readonly name: string;
  readonly resource: pulumi.Resource;
}

const viewOf = (made: readonly Made[]): Program => {
  let options: pulumi.CustomResourceOptions | undefined;
  return {
    resource: <Resource extends pulumi.CustomResource>(type: ResourceClass<Resource>, name: string): Resource => {
      const resources: readonly unknown[] = made.filter((each) => each.name === name).map(({ resource }) => resource);
      const resource = resources.find((each) => type.isInstance(each));
      if (resource === undefined) throw new Error(`the program has made no such resource as ${name}`);
      return resource;
    },
    get native() {
      return (options ??= { provider: providerOf() });
    },
  };
};

function providerOf(): pulumi.ProviderResource {
  const { settings } = readAwsSettings(pulumi.runtime.allConfig());
  if (settings === undefined) throw new Error("the stack has no aws: settings");
  return nativeProvider(settings);
}
