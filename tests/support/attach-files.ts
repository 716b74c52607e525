// Helpers for browser tests that attach files as people do, by role and label.
import { expect, type Locator, type Page } from "@playwright/test";
import sharp from "sharp";

export type TestFile = { name: string; mimeType: string; buffer: Buffer };

/** A PNG of one colour. */
export async function picture(name: string, background = "#2a7", width = 640, height = 480): Promise<TestFile> {
  const buffer = await sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
  return { name, mimeType: "image/png", buffer };
}

/** A text file of `bytes` bytes. */
export function text(name: string, bytes: number): TestFile {
  const line = "All work and no play makes a long log file.\n";
  return { name, mimeType: "text/plain", buffer: Buffer.alloc(bytes, line) };
}

/** A PNG that ends after its first bytes, which only the server finds out. */
export function damaged(name: string): TestFile {
  return { name, mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1") };
}

export const MB = 1024 * 1024;

/** Attaches files through the button. */
export async function attach(page: Page, ...files: TestFile[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  await (await chooser).setFiles(files);
}

/** The files attached in the message box, in order. */
export const attached = (page: Page): Locator =>
  page.getByRole("list", { name: "Attached files" }).getByRole("listitem");
/** The button of one attached file, which is named after the file, its state and its position. */
export const tile = (page: Page, name: string): Locator =>
  page.getByRole("list", { name: "Attached files" }).getByRole("button", { name: new RegExp(`^${name}, `) });
/** The list of files that were refused, with the reasons. */
export const refusals = (page: Page): Locator => page.getByRole("list", { name: "Not attached" }).getByRole("listitem");

export async function uploaded(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await expect(tile(page, name)).toHaveAccessibleName(/, uploaded\b/, { timeout: 30_000 });
}

/** Dispatches drop or paste events with files on `target`, as a browser does. */
export async function dispatchFiles(
  target: Locator,
  events: string[],
  files: TestFile[],
  more: Record<string, string> = {},
): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, data: buffer.toString("base64") }));
  await target.evaluate(
    async (element, { given, events, more }) => {
      const data = new DataTransfer();
      for (const { name, mimeType, data: base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mimeType }));
      }
      for (const [type, value] of Object.entries(more)) data.setData(type, value);
      for (const type of events) {
        const options = { bubbles: true, cancelable: true, composed: true };
        element.dispatchEvent(
          type === "paste"
            ? new ClipboardEvent(type, { ...options, clipboardData: data })
            : new DragEvent(type, { ...options, dataTransfer: data }),
        );
      }
    },
    { given, events, more },
  );
}
