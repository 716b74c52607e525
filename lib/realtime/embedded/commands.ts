import { relayClientEvent } from "./client-events.ts";
import { CLOSE } from "./codes.ts";
import { type Core, dismiss } from "./core.ts";
import { PONG_FRAME } from "./frames.ts";
import { isRecord, parseRecord } from "./json.ts";
import type { Peer } from "./peer.ts";
import { signIn } from "./signin.ts";
import { subscribe, unsubscribe } from "./subscribe.ts";

const RATE_PERIOD_MS = 60_000;

/** Takes one message of a client. Whatever it holds, this does not throw: the worst answer is `pusher:error`. */
export function receive(core: Core, peer: Peer, data: Buffer, isBinary: boolean): void {
  // ws goes on emitting what had arrived before the close; a forgotten socket must not subscribe to anything again.
  if (!core.peers.has(peer.id)) return;
  peer.heard();
  if (!peer.frames.admit(peer.lastHeardMs, core.limits.framesPerMinute, RATE_PERIOD_MS)) {
    dismiss(core, peer, CLOSE.overCapacity, "Too many messages");
    return;
  }
  try {
    if (isBinary) peer.fail("Binary frames are not supported");
    else dispatch(core, peer, data.toString());
  } catch (error) {
    // Reached by JSON nested so deeply that writing it again overflows the stack. The kind of error tells nothing of the payload.
    core.log("warn", "A realtime message could not be handled", {
      kind: error instanceof Error ? error.name : typeof error,
    });
    peer.fail("Invalid message");
  }
}

function dispatch(core: Core, peer: Peer, text: string): void {
  const message = parseRecord(text);
  const event = message?.event;
  if (!message || typeof event !== "string") peer.fail("Invalid message: expected a JSON object with an event name");
  else if (event === "pusher:ping") peer.send(PONG_FRAME);
  else if (event === "pusher:pong") return;
  else if (event.startsWith("client-")) relayClientEvent(core, peer, event, message);
  else command(core, peer, event, message.data);
}

function command(core: Core, peer: Peer, event: string, data: unknown): void {
  const run = { "pusher:subscribe": subscribe, "pusher:unsubscribe": unsubscribe, "pusher:signin": signIn };
  if (!Object.hasOwn(run, event)) {
    peer.fail("Unknown event: clients may send pusher: commands and client- events only");
    return;
  }
  const fields = isRecord(data) ? data : parseRecord(data);
  if (fields) run[event as keyof typeof run](core, peer, fields);
  else peer.fail("Invalid message: its data must be an object");
}
