import { relayClientEvent } from "./client-events.ts";
import { CLOSE_CODE } from "./codes.ts";
import { type Core, closePeer } from "./core.ts";
import { PONG_FRAME } from "./frames.ts";
import { isRecord, parseRecord } from "./json.ts";
import type { Peer } from "./peer.ts";
import { signIn } from "./sign-in.ts";
import { subscribe, unsubscribe } from "./subscribe.ts";

const RATE_PERIOD_MS = 60_000;

/**
 * Handles one message from a client. It never throws, whatever the message holds: the worst answer is `pusher:error`.
 */
export function receiveMessage(core: Core, peer: Peer, data: Buffer, isBinary: boolean): void {
  // ws still emits messages that had arrived before the close, and a removed peer must not subscribe to anything again.
  if (!core.peers.has(peer.id)) return;
  peer.noteActivity();
  if (!peer.frameRate.admit(peer.lastActivityMs, core.limits.framesPerMinute, RATE_PERIOD_MS)) {
    closePeer(core, peer, CLOSE_CODE.overCapacity, "Too many messages");
    return;
  }
  try {
    if (isBinary) peer.sendError("Binary frames are not supported");
    else dispatch(core, peer, data.toString());
  } catch (error) {
    // JSON nested so deeply that serialising it overflows the stack ends here. Only the kind of the error is logged,
    // because its message could repeat the payload.
    core.log("warn", "A realtime message could not be handled", {
      kind: error instanceof Error ? error.name : typeof error,
    });
    peer.sendError("Invalid message");
  }
}

function dispatch(core: Core, peer: Peer, text: string): void {
  const message = parseRecord(text);
  const event = message?.event;
  if (!message || typeof event !== "string")
    peer.sendError("Invalid message: expected a JSON object with an event name");
  else if (event === "pusher:ping") peer.send(PONG_FRAME);
  else if (event === "pusher:pong") return;
  else if (event.startsWith("client-")) relayClientEvent(core, peer, event, message);
  else command(core, peer, event, message.data);
}

function command(core: Core, peer: Peer, event: string, data: unknown): void {
  const run = { "pusher:subscribe": subscribe, "pusher:unsubscribe": unsubscribe, "pusher:signin": signIn };
  if (!Object.hasOwn(run, event)) {
    peer.sendError("Unknown event: clients may send pusher: commands and client- events only");
    return;
  }
  const fields = isRecord(data) ? data : parseRecord(data);
  if (fields) run[event as keyof typeof run](core, peer, fields);
  else peer.sendError("Invalid message: its data must be an object");
}
