import { describeOldestBrowsers, TOO_OLD_ID, TOO_OLD_SCRIPT } from "@/lib/oldest-browsers";

/**
 * The notice lies over everything else and has inline styles, because such a browser may not be able to read the style
 * sheet.
 */
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

/**
 * The notice that a browser which is too old for Parley shows instead of a broken page. `nonce` is that of the page's
 * content security policy.
 */
export function UnsupportedBrowser({ nonce }: { nonce: string | undefined }) {
  return (
    <>
      <div id={TOO_OLD_ID} hidden role="alert" style={STYLE} suppressHydrationWarning>
        <p style={{ fontSize: "1.5rem", fontWeight: 600, margin: "0 0 1rem" }}>This browser is too old for Parley</p>
        <p style={{ margin: 0 }}>
          Parley works in {describeOldestBrowsers()}, and in newer ones. Update this browser, or open this page in
          another one.
        </p>
      </div>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the script is a constant of ours, allowed by the page's
         nonce. */}
      <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: TOO_OLD_SCRIPT }} />
    </>
  );
}
