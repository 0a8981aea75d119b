// The page's calls. What goes wrong is an ApiError with the server's own sentence.

export class ApiError extends Error {
  constructor(status, answer) {
    super(answer.message);
    this.status = status;
    this.code = answer.code;
    this.field = answer.field;
    this.pointer = answer.pointer;
    this.position = answer.position;
    this.current = answer.current;
  }
}

export async function call(method, path, body, signal) {
  let response;
  try {
    response = await fetch("api/" + path, {
      method,
      signal,
      headers: body === undefined ? {} : {"Content-Type": "application/json"},
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new ApiError(0, {code: "unreachable", message: "The server cannot be reached. Is it running?"});
  }
  const answer = await response.json().catch(() => ({
    code: "unreadable",
    message: `The server answered with status ${response.status} and no reason.`,
  }));
  if (!response.ok) throw new ApiError(response.status, answer);
  return answer;
}
