/**
 * Returns the value of a cookie, as Next's `request.cookies` does: of several with the name the last counts, a value
 * that cannot be decoded counts as none, and a name without a value has the value "true".
 */
export function cookieValue(header: string | null, name: string): string | undefined {
  if (!header?.includes(name)) return undefined;
  let found: string | undefined;
  for (const pair of header.split(/; */)) {
    if (pair === name) found = "true";
    else if (pair.startsWith(`${name}=`)) found = decoded(pair.slice(name.length + 1)) ?? found;
  }
  return found;
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
