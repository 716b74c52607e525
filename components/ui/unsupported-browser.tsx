import { oldestInWords, TOO_OLD_ID, TOO_OLD_SCRIPT } from "@/lib/oldest-browsers";

/** Over everything else, without the style sheet: such a browser may not read it. */
const STYLE = {
  position: "fixed",
  top: 0,
  right: 0,
  bottom: 0,
  left: 0,
  zIndex: 1000,
  overflow: "auto",
  padding: "15vh 1.5rem 2rem",
  background: "#fdfcfb",
  color: "#2b2a27",
  font: "1rem/1.5 system-ui, sans-serif",
  textAlign: "center",
} as const;

/** What a browser that is too old for Parley shows instead of a broken page. `nonce`: of the page's policy. */
export function UnsupportedBrowser({ nonce }: { nonce: string | undefined }) {
  return (
    <>
      <div id={TOO_OLD_ID} hidden role="alert" style={STYLE} suppressHydrationWarning>
        <p style={{ fontSize: "1.5rem", fontWeight: 600, margin: "0 0 1rem" }}>This browser is too old for Parley</p>
        <p style={{ margin: 0 }}>
          Parley works in {oldestInWords()}, and in newer ones. Update this browser, or open this page in another one.
        </p>
      </div>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, under the page's nonce. */}
      <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: TOO_OLD_SCRIPT }} />
    </>
  );
}
