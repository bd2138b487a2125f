/** Where things are and whom to tell. */
export interface CliOptions {
  /** Folder that keeps CLIs downloaded or built, one sub-folder per version. */
  readonly cliFolder: string;
  /** Folder with the go.mod and go.sum of the CLI. */
  readonly modules: string;
  /** The bundled language host, a JavaScript file. */
  readonly languageHost: string;
  /** Says what is being done now; replaced by the next call on a terminal. */
  readonly progress: (line: string) => void;
}
