const TEXT = /bench#\d+#\d+#x*/;

let template: string | null = null;

/** Keeps a frame that Parley has delivered, so that the other servers deliver frames of the same content and size. */
export function learnTemplate(frame: Buffer): void {
  const { data } = JSON.parse(frame.toString()) as { data: string };
  template = data;
}

/** The payload that Parley would publish for a message with this text. */
export function samplePayload(text: string): string {
  if (template === null) throw new Error("Parley has to run first: its events are the pattern for the others.");
  return template.replace(TEXT, text);
}

/** The complete frame of a message with this text. */
export function sampleFrame(channel: string, text: string): string {
  return JSON.stringify({ event: "message.changed", channel, data: samplePayload(text) });
}
