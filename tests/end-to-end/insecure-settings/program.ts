/** Stands in for stacks/index.ts: the real program with the insecure settings whose titles INSECURE_SETTINGS lists. */
import * as pulumi from "@pulumi/pulumi";
import { readAwsSettings } from "../../../stacks/aws-settings";
import { nativeProvider } from "../../../stacks/native-provider";
import program from "../../../stacks/index";
import { insecureSettings } from "./all";
import type { InsecureSetting, Program, ResourceClass } from "./insecure-setting";

export = async (): Promise<object> => {
  const mistakes = mistakesOf(JSON.parse(process.env.INSECURE_SETTINGS ?? "[]"));
  const changes = mistakes.filter((mistake) => "set" in mistake);
  const made: Made[] = [];
  const view = viewOf(made);
  const pending = new Set(changes);

  pulumi.runtime.registerStackTransformation(({ type, name, props, opts, resource }) => {
    made.push({ name, resource });
    const change = changes.find((each) => each.type === type && each.name === name);
    if (change === undefined) return undefined;
    pending.delete(change);
    return { props: { ...props, ...change.set(view) }, opts: { ...opts, ...change.options } };
  });
  const outputs = await program();
  for (const { type, name } of pending)
    throw new Error(`the program makes no ${name} (${type}), which a setting changes`);
  for (const mistake of mistakes) if ("add" in mistake) mistake.add(view);
  return outputs;
};

function mistakesOf(titles: readonly string[]): InsecureSetting["mistake"][] {
  return titles.map((title) => {
    const setting = insecureSettings.find((each) => each.title === title);
    if (setting === undefined) throw new Error(`there is no insecure setting "${title}"`);
    return setting.mistake;
  });
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
