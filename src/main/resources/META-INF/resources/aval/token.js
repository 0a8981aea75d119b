// What a page can read in a token, and what it learns from tokens about the server's clock.
// Nothing here is verified: only the server knows whether a token is good.

/** Claims that change with each token although the user stays as they were. */
const PASSING = new Set(["iat", "exp", "nbf", "jti", "auth_time", "nonce", "at_hash", "c_hash", "fva", "updated_at"]);

/** A token with what is legible in it. A text that is no JWT is a token too: one without dates. */
export function readToken(text) {
  const claims = readClaims(text);
  const number = (name) => (Number.isFinite(claims[name]) ? claims[name] * 1000 : null);
  return {
    text,
    issuedAt: number("iat"),
    expiresAt: number("exp"),
    subject: claims.iss && claims.sub ? `${claims.iss}|${claims.sub}` : null,
    statement: statementOf(claims),
    confirmed: false, // a server accepted it
    refused: null, // the reason why a server refused it
    afterRefusal: false, // it was fetched because its predecessor was refused
  };
}

/** How long a token is kept: to a fifth of its lifetime ahead of its end, but ten seconds to five minutes. */
export function timeToRefresh({issuedAt, expiresAt}, now, refreshAhead) {
  const left = expiresAt - now;
  const lifetime = issuedAt === null ? left : expiresAt - issuedAt;
  const ahead = refreshAhead ?? Math.min(Math.max(lifetime / 5, 10_000), 300_000);
  return left - Math.min(ahead, lifetime / 2);
}

function readClaims(text) {
  try {
    const part = text.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(part), (character) => character.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes));
    return claims !== null && typeof claims === "object" ? claims : {};
  } catch {
    return {};
  }
}

/** What a token says of its user, dates and numbers of the token left out; null when that is nothing. */
function statementOf(claims) {
  const lasting = Object.entries(claims).filter(([name]) => !PASSING.has(name));
  return claims.sub ? JSON.stringify(lasting.sort(([a], [b]) => (a < b ? -1 : 1))) : null;
}

/**
 * The server's time, estimated from the page's clock, which may be wrong by hours.
 *
 * No token was made in the future, so each one's `iat` says: the server's clock shows at least this. The largest
 * of those lower bounds is close to the truth as soon as one token came fresh from the issuer.
 */
export class ServerClock {
  #now;
  #ahead = 0; // how far the server's clock is ahead of the page's, in milliseconds

  constructor(now) {
    this.#now = now;
  }

  now() {
    return this.#now() + this.#ahead;
  }

  /**
   * Learns from a token that was just received; `minted` when it was asked for past all caches.
   *
   * A token that was minted this moment and seems half gone says that the estimate is wrong: somebody set the
   * page's clock, or it runs ahead. Then that token alone counts.
   */
  learn(token, minted) {
    if (token.issuedAt === null) return;
    const bound = token.issuedAt - this.#now();
    if (bound > this.#ahead) this.#ahead = bound;
    else if (minted && token.expiresAt - this.now() < (token.expiresAt - token.issuedAt) / 2) this.#ahead = bound;
  }
}
