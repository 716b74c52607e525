/** Returns the encodings of an Accept-Encoding header, without those that it forbids. */
export function acceptedEncodings(header: string | string[] | undefined): Set<string> {
  const offers = String(header ?? "")
    .toLowerCase()
    .split(",")
    .map((offer) => offer.split(";").map((part) => part.trim()));
  return new Set(offers.filter(([, weight]) => !/^q=0(\.0*)?$/.test(weight ?? "")).map(([name]) => name ?? ""));
}
