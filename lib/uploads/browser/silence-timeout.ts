/**
 * The connection counts as dead after this time without a byte sent or a reply, because a network that disappears
 * reports no error.
 */
const SILENCE_MS = 30_000;
/** The server examines the complete file, and makes smaller versions of an image, before it replies. */
export const FINISHING_MS = 90_000;

/** Aborts when the caller does, and after too long a silence. */
export class SilenceTimeout {
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #outer: AbortSignal;

  constructor(outer: AbortSignal) {
    this.#outer = outer;
    outer.addEventListener("abort", this.abort);
    this.restart();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort = (): void => this.#controller.abort();

  /** Called for each sign of life. `isSent` says that only the reply is missing. */
  restart(isSent = false): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.abort, isSent ? FINISHING_MS : SILENCE_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener("abort", this.abort);
  }
}
