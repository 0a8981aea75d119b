// Asking the server who a token's user is.

import {refusalOf} from "./refusal.js";
import {backOff, pause, within} from "./timing.js";

/** Asks until there is an `identity` or a `refusal`; `failed` hears of the failures. Brings null when aborted first. */
export async function confirm(token, signal, whoami, {clock, random}, failed) {
  for (let failures = 1; !signal.aborted; failures++) {
    const answer = await whoami(token, signal);
    if (signal.aborted) return null;
    if (!answer.failure) return answer;
    failed(answer.failure, failures);
    await pause(clock, backOff(failures, random), signal).catch(() => {});
  }
  return null;
}

/** Asks confirmUrl who a token's user is: brings an `identity`, a `refusal`, or the `failure` to learn either. */
export function identityFetch(url, timeout, surroundings) {
  const late = () => new Error("confirmUrl did not answer in time.");
  return (token, wanted) => {
    const headers = {Accept: "application/json", Authorization: `Bearer ${token.text}`};
    const asking = async (signal) =>
      identityIn(await surroundings.fetch(url, {headers, signal, redirect: "error", cache: "no-store"}));
    return within(surroundings.clock, timeout, wanted, asking, late).catch((failure) => ({failure}));
  };
}

async function identityIn(answer) {
  const refusal = await refusalOf(answer);
  if (refusal) return {refusal};
  if (!answer.ok) throw new Error(`confirmUrl answered with status ${answer.status}.`);
  const identity = await answer.json();
  return identity ? {identity} : {refusal: {code: "NOT_RECOGNIZED", detail: "The server took the caller for nobody."}};
}
