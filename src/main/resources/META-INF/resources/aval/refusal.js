// Why a call was not sent or not answered, and why a server refused one.

/** A call that was not sent or not answered. `code` says why: SIGNED_OUT, TOKEN_UNAVAILABLE or REDIRECTED. */
export class AvalError extends Error {
  constructor(code, message) {
    super(message);
    this.name = "AvalError";
    this.code = code;
  }
}

/**
 * Why the token was refused; null when it was not. A 401 without `invalid_token` is the application's own matter,
 * unless the page may not see the challenge (another origin that does not expose it).
 */
export async function refusalOf(answer) {
  if (answer.status !== 401) return null;
  const challenge = answer.headers.get("WWW-Authenticate");
  if (challenge === null ? answer.type !== "cors" : !/\berror="?invalid_token\b/.test(challenge)) return null;
  const {code = "INVALID_TOKEN", detail = "The server refused the token."} = await problemOf(answer);
  return {code, detail};
}

export async function problemOf(answer) {
  const problem = await answer.clone().json().catch(() => null);
  return problem !== null && typeof problem === "object" ? problem : {};
}
