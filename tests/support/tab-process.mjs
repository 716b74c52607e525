// A person's tab as a process of its own, which can be frozen and killed: `node tab-process.mjs URL TOKEN CHANNEL…`. It
// prints "here" when it is subscribed, answers pings, and prints the code with which it was closed.
import { WebSocket } from "ws";

const [url, token, ...channels] = process.argv.slice(2);
const authorization = `Bearer ${token}`;
const { key } = await (await fetch(`${url}/api/realtime`, { headers: { authorization } })).json();
const socket = new WebSocket(`${url.replace("http", "ws")}/app/${key}?protocol=7&client=tab&version=1`);
const send = (event, data) => socket.send(JSON.stringify({ event, data }));
const waiting = new Set(channels);

socket.on("close", (code) => {
  console.log(`closed ${code}`);
  process.exit();
});
socket.on("message", async (text) => {
  const frame = JSON.parse(text);
  if (frame.event === "pusher:ping") send("pusher:pong", {});
  if (frame.event === "pusher:connection_established") {
    const { socket_id } = JSON.parse(frame.data);
    for (const channel_name of channels) {
      const body = JSON.stringify({ socket_id, channel_name });
      const headers = { authorization, "content-type": "application/json" };
      const grant = await fetch(`${url}/api/realtime/auth`, { method: "POST", headers, body });
      send("pusher:subscribe", { channel: channel_name, ...(await grant.json()) });
    }
  }
  if (frame.event === "pusher_internal:subscription_succeeded") {
    waiting.delete(frame.channel);
    if (waiting.size === 0) console.log("here");
  }
});
