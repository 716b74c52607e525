const FINAL_TEXT_FRAME = 0x81;

/**
 * Builds one complete, unmasked WebSocket text frame (RFC 6455, 5.2). Only frames from a client are masked, so the same
 * bytes are written to every reader.
 */
function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerBytes + length);
  frame[0] = FINAL_TEXT_FRAME;
  if (headerBytes === 2) frame[1] = length;
  else if (headerBytes === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(0, 2);
    frame.writeUInt32BE(length, 6);
  }
  frame.write(text, headerBytes);
  return frame;
}

/** Builds an event of a channel. `data` is text and is sent as a JSON string (Pusher's "Double encoding"). */
export function channelFrame(event: string, channel: string, data: string | undefined, userId?: string): Buffer {
  const dataField = data === undefined ? "" : `,"data":${JSON.stringify(data)}`;
  const userField = userId === undefined ? "" : `,"user_id":${JSON.stringify(userId)}`;
  return textFrame(`{"event":${JSON.stringify(event)},"channel":${JSON.stringify(channel)}${dataField}${userField}}`);
}

/** Builds the first event on a connection, `pusher:connection_established`. */
export function connectionFrame(socketId: string, activityTimeoutSeconds: number): Buffer {
  const data = JSON.stringify({ socket_id: socketId, activity_timeout: activityTimeoutSeconds });
  return textFrame(JSON.stringify({ event: "pusher:connection_established", data }));
}

/** Builds `pusher:error`. Pusher's documentation shows its data as an object and its code as optional. */
export function errorFrame(message: string, code?: number): Buffer {
  return textFrame(
    JSON.stringify({ event: "pusher:error", data: code === undefined ? { message } : { message, code } }),
  );
}

/** Builds `pusher:subscription_error` for one channel, with the documented `type`, `error` and `status`. */
export function subscriptionErrorFrame(channel: string, data: { type: string; error: string; status: number }): Buffer {
  return textFrame(JSON.stringify({ event: "pusher:subscription_error", channel, data }));
}

export function signinSuccessFrame(userData: string): Buffer {
  return textFrame(JSON.stringify({ event: "pusher:signin_success", data: { user_data: userData } }));
}

export const PING_FRAME = textFrame('{"event":"pusher:ping","data":"{}"}');
export const PONG_FRAME = textFrame('{"event":"pusher:pong","data":"{}"}');
