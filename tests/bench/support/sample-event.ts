const TEXT = /bench#\d+#\d+#x*/;

let template: string | null = null;

/** Takes a frame that Parley delivered for what the others deliver, so that all of them carry the same. */
export function learnTemplate(frame: Buffer): void {
  const { data } = JSON.parse(frame.toString()) as { data: string };
  template = data;
}

/** The payload that Parley would publish for a message with this text. */
export function samplePayload(text: string): string {
  if (template === null) throw new Error("Parley has to run first: its events are the pattern for the others.");
  return template.replace(TEXT, text);
}

/** The whole frame, ready to be sent to everybody. */
export function sampleFrame(channel: string, text: string): string {
  return JSON.stringify({ event: "message.changed", channel, data: samplePayload(text) });
}
