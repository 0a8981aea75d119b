// What goes over a socket beside the application's own messages.

/** What a WebSocket would refuse, refused at once, and not when there is a token. */
export function checkedProtocols(protocols) {
  const names = new Set(protocols.map((name) => `${name}`.toLowerCase()));
  if (names.size === protocols.length && protocols.every((name) => /^[!#$%&'*+.^_`|~\w-]+$/.test(name))) return protocols;
  throw new DOMException("A subprotocol is no token of HTTP, or is named twice.", "SyntaxError");
}

/** One of Aval's own messages; null for the application's. */
export function avalFrame(text) {
  if (text.length > 4096 || !text.includes('"Auth')) return null;
  try {
    const frame = JSON.parse(text);
    const own = frame?.type === "Authenticated" ? Number.isInteger(frame.identityVersion) : frame?.type === "AuthError";
    return own ? frame : null;
  } catch {
    return null;
  }
}
