/** Returns the URL without user and password, so that it can be logged. */
export function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/]*@/, "$1…@");
}
