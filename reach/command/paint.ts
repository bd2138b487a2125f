import { styleText } from "node:util";

/** Puts a text in a style, or leaves it as it is. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** Colours only on a terminal, and none where NO_COLOR is set. */
export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const coloured = stream.isTTY === true && (env.NO_COLOR ?? "") === "";
  return coloured ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}
