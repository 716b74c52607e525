import type { IncomingMessage } from "node:http";

/** Reads a request's whole body. Resolves to null as soon as more than `max` bytes have come, and takes no more. */
export function readUpTo(req: IncomingMessage, max: number): Promise<Uint8Array<ArrayBuffer> | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = listen(req, {
      data(chunk) {
        size += chunk.length;
        chunks.push(chunk);
        if (size <= max) return;
        stop();
        req.pause();
        resolve(null);
      },
      end: () => resolve(Buffer.concat(chunks)),
      failed: reject,
    });
  });
}

/**
 * The body as a stream that takes from the connection only what is asked for. Whoever cancels it leaves the connection
 * to the reply (http/front/unread-body.ts).
 */
export function bodyStream(req: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> {
  let stop = () => {};
  return new ReadableStream({
    start(controller) {
      stop = listen(req, {
        data(chunk) {
          controller.enqueue(new Uint8Array(chunk));
          if ((controller.desiredSize ?? 0) <= 0) req.pause();
        },
        end: () => controller.close(),
        failed: (error) => controller.error(error),
      });
      req.pause();
    },
    pull() {
      req.resume();
    },
    cancel() {
      stop();
      req.pause();
    },
  });
}

type Listeners = { data(chunk: Buffer): void; end(): void; failed(error: Error): void };

/** Calls the listeners until the body has ended, and one of `end` and `failed` at last. Returns what stops that. */
function listen(req: IncomingMessage, { data, end, failed }: Listeners): () => void {
  let isOver = false;
  const finish = (error?: Error) => {
    if (isOver) return;
    stop();
    if (error) failed(error);
    else end();
  };
  const ended = () => finish();
  const closed = () => finish(new Error("The client has gone before it had sent everything."));
  const stop = () => {
    isOver = true;
    req.off("data", data).off("end", ended).off("error", finish).off("close", closed);
  };
  if (req.readableEnded) queueMicrotask(ended);
  else if (req.destroyed) queueMicrotask(closed);
  else req.on("data", data).on("end", ended).on("error", finish).on("close", closed);
  return stop;
}
