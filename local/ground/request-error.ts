/** A refusal that is shown to the person as it is: it says what is wrong and what to do. */
export class RequestError extends Error {
  override readonly name: string = "RequestError";
}
