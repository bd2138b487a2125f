/** Another process has this state folder open. */
export class StoreLockedError extends Error {
  override readonly name = "StoreLockedError" as const;

  constructor(readonly folder: string) {
    super(`${folder} is in use by another process: a local cloud runs on this state folder already; stop it first`);
  }
}

/** The state is not what was acknowledged. Nothing has been changed by finding out. */
export class StoreLostError extends Error {
  override readonly name = "StoreLostError" as const;

  constructor(folder: string, lost: string) {
    super(
      `the local cloud's state in ${folder} has lost something: ${lost}. Nothing was changed, and the rows in databases/ ` +
        "beside it are untouched: restore the whole state folder from a copy, or delete it and start anew " +
        "(npm run local -- reset)",
    );
  }
}

/** A change could not be written, and has not happened. */
export class StoreWriteError extends Error {
  override readonly name = "StoreWriteError" as const;

  constructor(folder: string, cause: unknown) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      code === "ENOSPC" || code === "EDQUOT"
        ? `there is no room on the disk for the local cloud's state (${folder}): the change was not made; make room and repeat the command`
        : `the local cloud cannot write its state (${folder}: ${reason}): the change was not made; mend that and repeat the command`,
      { cause },
    );
  }
}
